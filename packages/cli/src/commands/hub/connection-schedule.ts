import type { ConnectionSchedule } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { momentText } from '../../terminal/moment-text.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printable } from '../../terminal/printable.ts'
import { openHub } from '../hub-session/open-hub.ts'
import { parseProbes } from '../test/parse-probes.ts'
import { findConnection, findContainer } from './find-by-name.ts'

/** Sets, removes or shows when a connection is tested by schedule. */
export async function scheduleConnection(input: CommandInput, context: Context): Promise<number> {
  const schedule = readSchedule(input)
  const isOff = input.flag('off')
  if (isOff && schedule !== undefined) throw new UsageError('--off and a schedule exclude one another.')
  await using hub = await openHub(context)
  const { signal } = context
  const { id, name } = await findConnection(hub, input.required('connection'))
  const params = { account: hub.account.id, connection: id }
  if (isOff) {
    await hub.client.call('connectionSchedule.delete', { params, signal })
    await print(context.stdout, printable(`"${name}" is no longer tested by schedule.\n`))
    return 0
  }
  if (schedule === undefined) {
    const { body } = await hub.client.call('connectionSchedule.get', { params, signal })
    await printSchedule(name, body.schedule, input, context)
    return 0
  }
  const given = input.text('container')
  const container = given === undefined ? null : (await findContainer(hub, given)).id
  const probes = await parseProbes(input.text('probe'))
  const content = { schedule, container, probes, readsSchema: input.flag('read-schema') }
  const { body } = await hub.client.call('connectionSchedule.set', { params, body: content, signal })
  await printSchedule(name, body.schedule, input, context)
  return 0
}

function readSchedule(input: CommandInput): ConnectionSchedule['schedule'] | undefined {
  const [cron, zone] = [input.text('cron'), input.text('zone')]
  const everyMinutes = input.integer('every', { minimum: 1, maximum: 10_080 })
  if (cron !== undefined && everyMinutes !== undefined) throw new UsageError('--cron and --every exclude one another.')
  if (everyMinutes !== undefined) return { everyMinutes }
  if (cron === undefined && zone === undefined) return undefined
  if (cron === undefined || zone === undefined) {
    throw new UsageError(
      `${cron === undefined ? '--cron' : '--zone'} is missing: a schedule by the clock takes both.`,
      {
        suggestion: 'For example: --cron "0 6 * * *" --zone Europe/Berlin',
      },
    )
  }
  return { cron, zone }
}

async function printSchedule(
  name: string,
  schedule: ConnectionSchedule | null,
  input: CommandInput,
  context: Context,
): Promise<void> {
  if (input.flag('json')) return await printJson(context.stdout, { schedule })
  if (schedule === null) return await print(context.stdout, printable(`"${name}" is not tested by schedule.\n`))
  const { words, nextAt, lastTest, container, readsSchema } = schedule
  const last = lastTest === null ? 'none yet' : `${lastTest.title ?? 'under way'}, ${momentText(lastTest.startedAt)}`
  const facts = [
    ['Schedule', words],
    ['Container', container?.name ?? 'one that can'],
    ...(readsSchema ? [['Fields', 'read with a test once a day']] : []),
    ['Next test', momentText(nextAt)],
    ['Last test', last],
  ]
  await print(context.stdout, printable(facts.map(([label, value]) => `${label?.padEnd(10)} ${value}\n`).join('')))
}
