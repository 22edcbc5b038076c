import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema.ts'

export interface ConnectionUse {
  kind: 'job' | 'deployment'
  id: string
  description: string
  since: string
}

/** More than these are not listed. */
const maxUses = 200

/** The deployments of a connection, then its queued and running jobs, oldest first. */
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
  const deployments = await executor
    .selectFrom('deployment')
    .innerJoin('process', 'process.id', 'deployment.process_id')
    .innerJoin('environment', 'environment.id', 'deployment.environment_id')
    .select(['deployment.id', 'process.name', 'environment.name as environment', 'deployment.created_at'])
    .where('deployment.account_id', '=', account)
    .where('deployment.connection_id', '=', connection)
    .orderBy('deployment.created_at')
    .limit(maxUses)
    .execute()
  const uses = deployments.map((row) => ({
    kind: 'deployment' as const,
    id: row.id,
    description: `Process ${row.name} in ${row.environment}`,
    since: row.created_at.toISOString(),
  }))
  const jobs = rows.map((row) => ({
    kind: 'job' as const,
    id: row.id,
    description: `${row.kind === 'test' ? 'Test' : 'Operation'} on ${row.container_name}, ${row.state}, asked for by ${row.requested_by.name}`,
    since: row.queued_at.toISOString(),
  }))
  return [...uses, ...jobs].slice(0, maxUses)
}
