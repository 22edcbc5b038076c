import { includesRole, type Role, type Run } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'

/** A run without the records that it shows: whoever may only look sees counts and errors, and no records. */
export function withoutRecords(run: Run): Run {
  if (run.kind !== 'preview' || run.receipt === null) return run
  const { records: _, ...receipt } = run.receipt
  return { ...run, receipt }
}

/** A run as somebody with a role may see it. */
export function asSeenBy(role: Role, run: Run): Run {
  return includesRole(role, 'operator') ? run : withoutRecords(run)
}

/** When a preview ends, forgets the records of earlier ones: only the newest of a deployment is of use to anybody. */
export async function forgetPreviews(trx: Kysely<Database>, deployment: string, newest: string): Promise<void> {
  await trx
    .updateTable('process_run')
    .set({ receipt: sql`receipt - 'records'` })
    .where('deployment_id', '=', deployment)
    .where('kind', '=', 'preview')
    .where('id', '<>', newest)
    .where(sql<boolean>`(select kind from process_run as ended where ended.id = ${newest}::uuid) = 'preview'`)
    .where('receipt', 'is not', null)
    .execute()
}
