import { type RawBuilder, sql } from 'kysely'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'

export interface OldRows {
  readonly table: keyof Database & string
  /** Which rows are older than is kept. */
  readonly condition: RawBuilder<unknown>
  readonly oldestFirst: RawBuilder<unknown>
  /** How long rows are kept: tells how many a day may take away. */
  readonly keptDays: number
}

/** Small enough that no statement holds up others for long. */
const batchSize = 1_000
/** Of a table at a time, where the retention does not ask for more. */
const largestShare = 0.1

/**
 * Deletes the oldest rows of a history, to be called once a day: at most a tenth of the table, or the share of two days
 * when less than twenty are kept. A clock that stays wrong, and a retention set too short by mistake, take away that
 * much a day and not everything at once. The condition stands in the deletion too, so that a row renewed meanwhile stays.
 */
export async function removeOldRows(
  { db, stopping, log }: Pick<HubContext, 'db' | 'stopping' | 'log'>,
  { table, condition, oldestFirst, keptDays }: OldRows,
): Promise<void> {
  const { rows } = await sql<{ all: number; old: number }>`
    select count(*)::int as "all", (count(*) filter (where ${condition}))::int as old from ${sql.table(table)}
    where exists (select from ${sql.table(table)} where ${condition})`.execute(db)
  const { all = 0, old = 0 } = rows[0] ?? {}
  const most = Math.ceil(all * Math.min(1, Math.max(largestShare, 2 / keptDays)))
  let left = Math.min(old, most)
  while (left > 0 && !stopping.aborted) {
    const result = await sql`
      delete from ${sql.table(table)}
      where ctid = any(array(
        select ctid from ${sql.table(table)} where ${condition} order by ${oldestFirst} limit ${Math.min(left, batchSize)}::int
      )) and ${condition}`.execute(db)
    const deleted = Number(result.numAffectedRows ?? 0)
    if (deleted === 0) break
    left -= deleted
  }
  if (old > most) log.info({ table, old, deleted: most }, 'More rows are due than one day removes')
}
