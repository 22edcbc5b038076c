import type { RunStateInput } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import type { HeldRunState } from '../state/held-run.ts'
import { changeInput } from './load-inputs.ts'
import { keepSettlements } from './load-rows.ts'

/**
 * The records of each key that an input has more than once, in their order, and how many contents they have. Upper and lower
 * case make no other key.
 */
export async function findDuplicates(
  { trx, deployment }: HeldRunState,
  { input }: RunStateInput<'load-duplicates'>,
): Promise<unknown> {
  const { rows } = await sql`
    select count(distinct hash)::integer as contents, jsonb_agg(row order by row) as rows
    from process_input_row
    where deployment_id = ${deployment}::uuid and input = ${input}::integer and key is not null and detail is null
    group by lower(key) having count(*) > 1 order by min(row)`.execute(trx)
  return rows
}

/**
 * Puts the records of an input in order: those that others name are less deep than those that name them. Answers with the
 * records that name each other in a circle.
 */
export async function orderRows(
  { trx, deployment }: HeldRunState,
  { input }: RunStateInput<'load-order'>,
): Promise<unknown> {
  const own = sql`deployment_id = ${deployment}::uuid and input = ${input}::integer`
  await sql`
    update process_input_row set depth = 0 where ${own} and (parent_name is null or parent_name = own_name
      or parent_name not in (select own_name from process_input_row where ${own} and own_name is not null))`.execute(
    trx,
  )
  for (let depth = 0; ; depth++) {
    const { numAffectedRows = 0n } = await sql`
      update process_input_row set depth = ${depth + 1}::integer where ${own} and depth is null and parent_name in (
        select own_name from process_input_row
        where ${own} and depth = ${depth}::integer and own_name is not null)`.execute(trx)
    if (numAffectedRows === 0n) break
  }
  const { rows } = await sql`
    update process_input_row set depth = 0 where ${own} and depth is null
    returning row, parent_name as parent`.execute(trx)
  return rows
}

/** All records of an input are kept. */
export async function completeRows(
  held: HeldRunState,
  { input, settlements, notices }: RunStateInput<'load-rows-complete'>,
): Promise<void> {
  await keepSettlements(held, input, settlements, {})
  const records = sql<number>`(select count(*) from process_input_row
    where deployment_id = ${held.deployment}::uuid and input = ${input}::integer)`
  await changeInput(held, input, { state: 'loading', notices: JSON.stringify(notices), records })
}
