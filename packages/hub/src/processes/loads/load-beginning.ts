import type { RunStateInput, StoredLoadOutcome } from '@coupa-connector/protocol'
import { changeRun, type HeldRunState } from '../state/held-run.ts'
import { addCounts } from '../state/run-counters.ts'

/** Begins the run of a load, or continues it after the node before. */
export async function beginLoad(held: HeldRunState, { definition }: RunStateInput<'load-begin'>): Promise<unknown> {
  const { trx, run } = held
  const row = await trx
    .selectFrom('process_run')
    .select(['fingerprint', 'counters', 'started_at'])
    .where('id', '=', run)
    .executeTakeFirstOrThrow()
  const isResumed = row.fingerprint === definition
  if (!isResumed) await changeRun(held, run, { fingerprint: definition, counters: '{}' })
  return {
    id: run,
    isResumed,
    startedAtMs: (row.started_at ?? new Date()).getTime(),
    counters: isResumed ? row.counters : {},
  }
}

/** What an outcome counts as among the counts that every process has. */
const commonCount: Readonly<Record<StoredLoadOutcome, readonly string[]>> = {
  created: ['delivered', 'acknowledged'],
  updated: ['delivered', 'acknowledged'],
  inactivated: ['delivered', 'acknowledged'],
  unchanged: [],
  failed: ['refused'],
  unknown: ['quarantined'],
  held: ['quarantined'],
  skipped: ['quarantined'],
}

/** Adds to the counts of the run; outcomes count among those that every process has, too. */
export async function countLoad(held: HeldRunState, counts: Readonly<Record<string, number>>): Promise<void> {
  const sum: Record<string, number> = { ...counts }
  for (const [outcome, names] of Object.entries(commonCount)) {
    const count = counts[outcome]
    if (count === undefined) continue
    for (const name of ['read', ...names]) sum[name] = (sum[name] ?? 0) + count
  }
  await addCounts(held, held.run, sum)
}
