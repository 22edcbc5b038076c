import type { FolderFacts } from './folder-facts.ts'
import type { FolderRuns } from './folder-runs.ts'
import type { Statements } from './statements.ts'

/** What a run or a load remembers, tables that refer to others first. */
const tables = [
  ...['ledger', 'failure', 'failure_payload', 'outbox', 'seen'],
  ...['input_row', 'absent_row', 'input', 'known_record', 'edit'],
] as const

/** Forgets what a state folder knows. The caller brings the transaction. */
export function resetFolder(
  { change }: Statements,
  { facts, runs }: { readonly facts: FolderFacts; readonly runs: Pick<FolderRuns<object>, 'abandonAll'> },
  what: 'organization' | 'position' | 'everything',
): void {
  if (what === 'organization') facts.forget('organization')
  else {
    change("delete from fact where name like 'watermark %'")
    // An input with another hash is loaded again; its records that failed can still be tried again.
    change(`update input set sha256 = 'forgotten ' || id || ' ' || sha256
      where state in ('loaded', 'refused', 'stopped') and sha256 not like 'forgotten %'`)
  }
  if (what === 'everything') {
    for (const table of tables) change(`delete from ${table}`)
    facts.forget('organization', 'told', 'owner')
  }
  runs.abandonAll()
}
