import type { ResponseOf, Routes } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { momentText } from '../../terminal/moment-text.ts'
import { jsonText, print } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { watchText } from '../../terminal/watch-text.ts'
import { openHub } from '../hub-session/open-hub.ts'
import { askPatiently } from './ask-patiently.ts'
import { findConnection } from './find-by-name.ts'

/** Lists the tests and operations of the account, the newest first; with `--watch` again and again. */
export async function listJobs(input: CommandInput, context: Context): Promise<number> {
  const limit = input.integer('limit', { minimum: 1, maximum: 200 }) ?? 20
  const given = input.text('connection')
  await using hub = await openHub(context)
  const connection = given === undefined ? undefined : (await findConnection(hub, given)).id
  const kind = (['test', 'operation'] as const).find((one) => one === input.text('kind'))
  const state = (['queued', 'running', 'finished'] as const).find((one) => one === input.text('state'))
  const params = { account: hub.account.id }
  const query = { limit, connection, kind, state }
  const { signal } = context
  const read = async (): Promise<string> => {
    const { body } = await askPatiently(() => hub.client.call('jobs.list', { params, query, signal }), context)
    return input.flag('json') ? jsonText({ jobs: body.items }) : await jobsText(body.items, context)
  }
  if (input.flag('watch')) await watchText(read, context)
  const text = await read()
  await print(text === none ? context.stderr : context.stdout, text)
  return 0
}

const none = 'There are no such jobs.\n'

async function jobsText(jobs: ResponseOf<Routes['jobs.list']>['items'], context: Context): Promise<string> {
  if (jobs.length === 0) return none
  const rows = jobs.map(
    ({ queuedAt, kind, connection, draftName, container, state, title, durationMs, requestedBy }) => [
      momentText(queuedAt),
      kind,
      connection?.name ?? draftName ?? '',
      container.name,
      state === 'finished' ? title : state,
      durationMs === null ? '' : `${durationMs.toLocaleString('en-US')} ms`,
      requestedBy.name,
    ],
  )
  return await formatTable(
    ['Started', 'Kind', 'Connection', 'Container', 'Result', 'Took', 'Started by'],
    rows,
    context,
  )
}
