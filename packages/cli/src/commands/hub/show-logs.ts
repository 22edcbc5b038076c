import type { CallInput, ResponseOf, Routes } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { parseTime } from '../../input/query-request.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printable } from '../../terminal/printable.ts'
import { createStyle } from '../../terminal/style.ts'
import { type OpenHub, openHub } from '../hub-session/open-hub.ts'
import { askPatiently } from './ask-patiently.ts'
import { listAll } from './find-by-name.ts'

type AuditEntry = ResponseOf<Routes['audit.list']>['items'][number]

/** How long the hub is left alone between two looks for what is new. */
const everyMs = 2000

/**
 * Transactions that overlap may be written later than their time says. What is so much older than the newest entry is
 * asked for again, and shown once.
 */
const overlapMs = 10_000

/** Prints what happened in the account, the oldest first; with `--follow` also what happens from now on. */
export async function showLogs(input: CommandInput, context: Context): Promise<number> {
  const limit = input.integer('limit', { minimum: 1, maximum: 200 }) ?? 20
  const given = parseTime('--since', input.text('since'))
  const since = given === undefined ? undefined : new Date(given).toISOString()
  await using hub = await openHub(context)
  const choice = {
    ...(input.flag('changes') ? { only: 'changes' as const } : {}),
    ...(input.flag('refused') ? { outcome: 'refused' as const } : {}),
  }
  const first = (await pageOf(hub, { ...choice, limit, from: since }, context)).items.toReversed()
  if (first.length === 0 && !input.flag('follow')) await print(context.stderr, 'There are no such entries.\n')
  await printEntries(first, input, context)
  if (!input.flag('follow')) return 0

  // What --limit left out at the beginning stays left out.
  const [oldest] = first
  const isWanted = ({ at, id }: AuditEntry): boolean =>
    oldest === undefined || at > oldest.at || (at === oldest.at && id >= oldest.id)
  let known = first
  for (;;) {
    await context.clock.sleep(everyMs, context.signal)
    const newest = known.at(-1)?.at
    const from = newest === undefined ? since : new Date(Date.parse(newest) - overlapMs).toISOString()
    const ids = new Set(known.map(({ id }) => id))
    const recent = await allOf(hub, { ...choice, from }, context)
    await printEntries(
      recent.filter((entry) => isWanted(entry) && !ids.has(entry.id)),
      input,
      context,
    )
    if (recent.length > 0) known = recent
  }
}

type AuditQuery = NonNullable<CallInput<'audit.list'>['query']>

async function pageOf({ client, account }: OpenHub, query: AuditQuery, context: Context) {
  const params = { account: account.id }
  const { signal } = context
  return (await askPatiently(() => client.call('audit.list', { params, query, signal }), context)).body
}

/** All entries, the oldest first. The hub gives the newest first. */
async function allOf(hub: OpenHub, query: AuditQuery, context: Context): Promise<AuditEntry[]> {
  const found: AuditEntry[] = []
  for await (const entry of listAll((page) => pageOf(hub, { ...query, ...page }, context))) found.push(entry)
  return found.reverse()
}

async function printEntries(entries: readonly AuditEntry[], input: CommandInput, context: Context): Promise<void> {
  for (const entry of entries) {
    if (input.flag('json')) await printJson(context.stdout, entry)
    else await print(context.stdout, `${entryText(entry, context)}\n`)
  }
}

/** `2026-12-01 03:23:48 UTC  tests.start  connection "Sandbox"  by Anna` */
function entryText({ at, action, outcome, subject, actor }: AuditEntry, context: Context): string {
  const style = createStyle(context, 'stdout')
  const time = `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`
  const name = subject === null || subject.name === '' ? '' : ` "${subject.name}"`
  const what = subject === null ? '' : `  ${subject.kind}${name}`
  const refused = outcome === 'refused' ? `  ${style('red', 'refused')}` : ''
  return `${style('dim', time)}  ${printable(action)}${printable(what)}${refused}  by ${printable(actor.name)}`
}
