import { includesRole, type Role, type Run } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'

/**
 * A run without the records that it shows: those of a preview, and the values that a verification found changed. Whoever may
 * only look sees counts, keys and errors, and nothing of records.
 */
export function withoutRecords(run: Run): Run {
  const { kind, receipt } = run
  if (receipt === null) return run
  if (kind === 'preview') {
    const { records: _, ...rest } = receipt
    return { ...run, receipt: rest }
  }
  if (kind !== 'verify' || !Array.isArray(receipt.differences)) return run
  return { ...run, receipt: { ...receipt, differences: receipt.differences.map(withoutValues) } }
}

/** A run as somebody with a role may see it. */
export function asSeenBy(role: Role, run: Run): Run {
  return includesRole(role, 'operator') ? run : withoutRecords(run)
}

/**
 * When a preview or a verification ends, forgets the records that earlier ones show: only the newest of a deployment is of use
 * to anybody.
 */
export async function forgetShownRecords(trx: Kysely<Database>, deployment: string, newest: string): Promise<void> {
  const kept = sql<string>`case when kind = 'preview' then receipt - 'records' else jsonb_set(receipt, '{differences}', (
    select jsonb_agg(case jsonb_typeof(one) when 'object' then one - 'changed' else one end order by place)
    from jsonb_array_elements(receipt->'differences') with ordinality as listed (one, place))) end`
  const showsRecords = sql<boolean>`case kind when 'preview' then jsonb_exists(receipt, 'records')
    when 'verify' then jsonb_path_exists(receipt, 'strict $.differences[*].changed', silent => true) end`
  await trx
    .updateTable('process_run')
    .set({ receipt: kept })
    .where('deployment_id', '=', deployment)
    .where('id', '<>', newest)
    .where(sql<boolean>`kind = (select kind from process_run as ended where ended.id = ${newest}::uuid)`)
    .where('receipt', 'is not', null)
    .where(showsRecords)
    .execute()
}

function withoutValues(difference: unknown): unknown {
  if (typeof difference !== 'object' || difference === null) return difference
  const { changed: _, ...rest } = difference as { readonly changed?: unknown }
  return rest
}
