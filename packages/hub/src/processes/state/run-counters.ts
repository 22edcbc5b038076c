import { sql } from 'kysely'
import { changeRun, type HeldRunState } from './held-run.ts'

type Counts = Readonly<Record<string, number>>

/** Adds to the counters of a run. It has got on: another node may take it as often as the first one. */
export async function addCounts(held: HeldRunState, run: string, ...counts: readonly Counts[]): Promise<void> {
  const row = await held.trx
    .selectFrom('process_run')
    .select('counters')
    .where('id', '=', run)
    .executeTakeFirstOrThrow()
  const sum: Record<string, number> = { ...row.counters }
  for (const each of counts) for (const [name, count] of Object.entries(each)) sum[name] = (sum[name] ?? 0) + count
  await changeRun(held, run, { counters: JSON.stringify(sum), idle_attempts: 0, beat_at: sql<Date>`hub_now()` })
}

/** The counters of the run. */
export async function readCounters({ trx, run }: HeldRunState): Promise<Counts> {
  const row = await trx.selectFrom('process_run').select('counters').where('id', '=', run).executeTakeFirstOrThrow()
  return row.counters
}
