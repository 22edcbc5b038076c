import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema.ts'

export interface ConnectionUse {
  kind: 'job'
  id: string
  description: string
  since: string
}

/** More than these are not listed. */
const maxUses = 200

/** The queued and running jobs of a connection, oldest first. */
export async function listConnectionUses(
  executor: Kysely<Database>,
  account: string,
  connection: string,
): Promise<ConnectionUse[]> {
  const rows = await executor
    .selectFrom('job')
    .select(['id', 'kind', 'state', 'container_name', 'requested_by', 'queued_at'])
    .where('account_id', '=', account)
    .where('connection_id', '=', connection)
    .where('state', '<>', 'finished')
    .orderBy(sql`queued_at`)
    .limit(maxUses)
    .execute()
  return rows.map((row) => ({
    kind: 'job',
    id: row.id,
    description: `${row.kind === 'test' ? 'Test' : 'Operation'} on ${row.container_name}, ${row.state}, asked for by ${row.requested_by.name}`,
    since: row.queued_at.toISOString(),
  }))
}
