import { type RawBuilder, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import { removeOldRows } from '../../housekeeping/remove-old-rows.ts'
import type { RemovalTask } from '../../housekeeping/task.ts'

/** How long the outcome of each record of an input is kept. */
const rowRetentionDays = 30
/** How long a record that could be tried again is kept. */
const openRowRetentionDays = 90
/** How long it is known which inputs were loaded: as long as their runs. */
const inputRetentionDays = 400

/** Small enough that no statement holds up others for long. */
const rowsAtOnce = 1_000
/** Of all inputs, in one day: what a wrong clock could take away before somebody notices. */
const largestShare = 0.1

/** Forgets the records of inputs that were loaded long ago, and later the inputs. What is known of the records in Coupa stays. */
export const forgetOldInputsTask: RemovalTask = {
  name: 'forget-old-inputs',
  intervalMs: 86_400_000,
  remove: async (context, now) => {
    await forgetOldRows(context, now)
    await removeOldRows(context, {
      table: 'process_input',
      condition: sql`state in ('loaded', 'refused', 'stopped') and ended_at ${olderThan(now, inputRetentionDays)}`,
      oldestFirst: sql`ended_at`,
      keptDays: inputRetentionDays,
    })
  },
}

interface OldInput {
  readonly deployment_id: string
  readonly number: number
}

/** Input by input, each by its key: no statement looks at the records of inputs that are newer. */
async function forgetOldRows({ db, stopping, log }: HubContext, now: string): Promise<void> {
  const isOld = sql<boolean>`i.state in ('loaded', 'refused', 'stopped') and i.ended_at ${olderThan(now, rowRetentionDays)}
    and (exists (select from process_input_row r where ${rowsOf} and ${isForgotten(now)})
      or exists (select from process_absent_row r where ${rowsOf}))`
  const { rows } = await sql<OldInput & { all: number }>`
    select i.deployment_id, i.number, (select count(*) from process_input)::integer as "all"
    from process_input i where ${isOld} order by i.ended_at`.execute(db)
  const most = Math.ceil((rows[0]?.all ?? 0) * largestShare)
  for (const input of rows.slice(0, most)) {
    await deletePieces(
      { db, stopping },
      sql`delete from process_input_row r where (r.deployment_id, r.input, r.row) in (
        select r.deployment_id, r.input, r.row from process_input_row r
        where ${belongsTo(input)} and ${isForgotten(now)} limit ${rowsAtOnce})`,
    )
    await deletePieces(
      { db, stopping },
      sql`delete from process_absent_row r where (r.deployment_id, r.input, r.key) in (
        select r.deployment_id, r.input, r.key from process_absent_row r where ${belongsTo(input)} limit ${rowsAtOnce})`,
    )
  }
  if (rows.length > most) log.info({ old: rows.length, forgotten: most }, 'More inputs are old than one day forgets')
}

const rowsOf = sql<boolean>`r.deployment_id = i.deployment_id and r.input = i.number`

function belongsTo({ deployment_id, number }: OldInput): RawBuilder<boolean> {
  return sql`r.deployment_id = ${deployment_id}::uuid and r.input = ${number}::integer`
}

/** A record that could be tried again has what was read of it. */
function isForgotten(now: string): RawBuilder<boolean> {
  return sql`r.outcome is not null and (r.fields is null or r.settled_at ${olderThan(now, openRowRetentionDays)})`
}

function olderThan(now: string, days: number): RawBuilder<unknown> {
  return sql`< ${now}::timestamptz - make_interval(days => ${days}::integer)`
}

async function deletePieces(
  { db, stopping }: Pick<HubContext, 'db' | 'stopping'>,
  statement: RawBuilder<unknown>,
): Promise<void> {
  while (!stopping.aborted) {
    const { numAffectedRows = 0n } = await statement.execute(db)
    if (Number(numAffectedRows) < rowsAtOnce) return
  }
}
