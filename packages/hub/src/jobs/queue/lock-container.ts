import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { NodePrincipal } from '../../server/pipeline/principal.ts'
import { jobLimits } from '../job/job-limits.ts'

/**
 * How many jobs the container may run at a time, and the connector of the node; undefined when one of them is gone, or when
 * the node stops, stands still, or runs another program by now. Whoever else claims for the container waits.
 */
export async function lockContainer(
  trx: Kysely<Database>,
  node: NodePrincipal,
  boot: string | undefined,
): Promise<{ readonly most: number; readonly connector_version: string } | undefined> {
  const { rows } = await sql<{ most: number; connector_version: string }>`
    select container.max_concurrent_jobs as most, node.connector_version
    from container join container_node as node on node.container_id = container.id and node.id = ${node.id}::uuid
    where container.id = ${node.container.id}::uuid and node.reported_status not in ('stopping', 'stopped')
      and coalesce(node.boot_id = ${boot ?? null}::uuid, true) and ${showsCredential(node)} and ${isHeard}
    for no key update of container`.execute(trx)
  return rows[0]
}

/** Whether the credential that the caller showed is still that of the row `node`. */
export function showsCredential({ credentialHash }: NodePrincipal): RawBuilder<boolean> {
  if (credentialHash === undefined) return sql`true`
  return sql`(node.credential_hash = ${credentialHash}
    or (node.previous_credential_hash = ${credentialHash} and node.previous_credential_expires_at > hub_now()))`
}

/**
 * Whether the row `node` can take work: its beats arrive, or it has not sent the first. A machine that stands still, or whose
 * network is cut, may have left a poll open, and whatever went there would be lost until its lease ends.
 */
export const isHeard: RawBuilder<boolean> = sql<boolean>`coalesce(
  node.last_seen_at >= hub_now() - ${jobLimits.heardWithinMs}::float8 * interval '1 millisecond', true)`
