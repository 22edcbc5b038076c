import type { Run } from '@coupa-connector/protocol'
import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { UsageError } from '../../../command/usage-error.ts'
import { momentText } from '../../../terminal/moment-text.ts'
import { jsonText, print, printJson } from '../../../terminal/print.ts'
import { formatTable } from '../../../terminal/table.ts'
import { watchText } from '../../../terminal/watch-text.ts'
import { askPatiently } from '../../hub/ask-patiently.ts'
import { type OpenHub, openHub } from '../../hub-session/open-hub.ts'
import { fixedText } from '../../process-files/fixed-text.ts'
import { findDeployment, findProcess } from '../find-process.ts'
import { followToEnd } from './run-on-hub.ts'

/** States of a run that is not over. */
const states = ['running', 'queued', 'waiting'] as const
/** The states by which runs can be chosen. */
const allStates = [...states, 'ended', 'skipped'] as const

/** Lists runs of a process, or of all, the newest first. */
export async function listHubRuns(input: CommandInput, context: Context): Promise<number> {
  const limit = input.integer('limit', { minimum: 1, maximum: 200 }) ?? 20
  const state = allStates.find((one) => one === input.text('state'))
  const [name, environment] = [input.argument('name'), input.text('environment')]
  await using hub = await openHub(context)
  const process = name === undefined ? undefined : await findProcess(hub, name)
  if (process === undefined && environment !== undefined) {
    throw new UsageError('--environment needs the name of a process.', {
      suggestion: 'For example: coupa-connector processes runs ok-to-pay --environment test',
    })
  }
  const deployment =
    process === undefined || environment === undefined ? undefined : findDeployment(process, environment)
  const query = { limit, process: process?.id, deployment: deployment?.id, state }
  const params = { account: hub.account.id }
  const { signal } = context
  const read = async (): Promise<string> => {
    const { body } = await askPatiently(() => hub.client.call('runs.list', { params, query, signal }), context)
    return input.flag('json') ? jsonText({ runs: body.items }) : await runsText(body.items, context)
  }
  if (input.flag('watch')) await watchText(read, context)
  const text = await read()
  await print(text === none ? context.stderr : context.stdout, text)
  return 0
}

const none = 'There are no such runs.\n'
const headings = ['Run', 'Process', 'Environment', 'Version', 'Created', 'Trigger', 'Outcome', 'Read', 'Delivered', '']

async function runsText(runs: readonly Run[], context: Context): Promise<string> {
  return runs.length === 0 ? none : await formatTable(headings, runs.map(rowOf), context)
}

function rowOf(run: Run): readonly string[] {
  const { id, kind, process, environment, version, createdAt, trigger, outcome, state, counters, reason } = run
  const counts = [counters.read, counters.delivered].map((count) => (count === undefined ? '' : String(count)))
  const why = [kind === 'run' ? [] : kind, reason ?? [], fixedText(run.failures) ?? []].flat().join(': ')
  return [
    id,
    process.name,
    environment,
    String(version),
    momentText(createdAt),
    trigger,
    outcome ?? state,
    ...counts,
    why,
  ]
}

/** Waits for the end of a run, shows what it does, and gives the exit code of a run. */
export async function followRun(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  return await followToEnd(hub, await findRun(hub, input.required('run')), input, context)
}

/** Ends a run after the batch in hand; asked again, at once. */
export async function cancelRun(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const params = { account: hub.account.id, run: await findRun(hub, input.required('run')) }
  const { body: before } = await hub.client.call('run.get', { params, signal: context.signal })
  const { body: run } = await hub.client.call('run.cancel', { params, signal: context.signal })
  if (input.flag('json')) await printJson(context.stdout, run)
  else await print(context.stdout, `${cancelText(before, run)}\n`)
  return 0
}

function cancelText(before: Run, { id, state, outcome }: Run): string {
  if (before.state === 'ended' || before.state === 'skipped')
    return `The run ${id} is over already: ${before.outcome ?? before.state}.`
  if (state === 'ended') return `The run ${id} is ${outcome}.`
  return before.isCancelRequested
    ? `The run ${id} ends at once.`
    : `The run ${id} ends after the batch in hand. Cancel it again to end it at once.`
}

/** Looks like the id of a run, and not like the name of a process. */
export const idPattern: RegExp = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The id of a run: as it is given, or of the only run of a process that is not over. Throws a `UsageError`. */
async function findRun(hub: OpenHub, given: string): Promise<string> {
  if (idPattern.test(given)) return given
  const { id: process, name } = await findProcess(hub, given)
  const runs: Run[] = []
  for (const state of states) {
    const query = { process, state, limit: 20 }
    runs.push(...(await hub.client.call('runs.list', { params: { account: hub.account.id }, query })).body.items)
  }
  const [only, second] = runs
  if (only && !second) return only.id
  if (!only) {
    throw new UsageError(`No run of ${name} is under way.`, {
      suggestion: `"coupa-connector processes runs ${name}" lists those that are over.`,
    })
  }
  const ids = runs.map(({ id, environment, state }) => `${id} (${state} in ${environment})`).join(', ')
  throw new UsageError(`Several runs of ${name} are under way.`, { suggestion: `Name one: ${ids}.` })
}
