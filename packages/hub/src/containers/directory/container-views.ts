import type { Container } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { ContainerRow } from './container-rows.ts'
import { nodeStatus } from './health.ts'
import { unavailableReason } from './unavailable-reason.ts'

/** Containers as their account sees them, with nodes and numbers of jobs. Takes two statements for any number of containers. */
export async function viewContainers(executor: Kysely<Database>, rows: readonly ContainerRow[]): Promise<Container[]> {
  if (rows.length === 0) return []
  const nodes = await selectNodes(executor, rows)
  const jobs = await countJobs(executor, rows)
  return rows.map((row): Container => {
    const own = jobs.filter(
      (job) => job.container_id === row.container_id && (row.attachment_id ?? job.attachment_id) === job.attachment_id,
    )
    const running = own.filter(({ state }) => state === 'running')
    return {
      id: row.id,
      kind: row.kind,
      name: row.name,
      relation: row.attachment_id === null ? 'owner' : 'attachment',
      cloud: row.cloud_name === null ? null : { id: row.container_id, name: row.cloud_name },
      status: row.status,
      unavailableReason: unavailableReason(row),
      allowBrowsing: row.allow_browsing,
      maxConcurrentJobs: row.max_concurrent_jobs_of_account,
      runningJobs: sum(running),
      queuedJobs: sum(own) - sum(running),
      lastSeenAt: row.last_seen_at?.toISOString() ?? null,
      nodes: nodes
        .filter(({ container_id }) => row.attachment_id === null && container_id === row.container_id)
        .map((node) => ({
          id: node.id,
          name: node.name,
          status: node.status,
          version: node.version,
          connectorVersion: node.connector_version,
          startedAt: node.started_at?.toISOString() ?? null,
          lastSeenAt: node.last_seen_at?.toISOString() ?? null,
          clockDifferenceMs: node.clock_difference_ms,
          runningJobs: sum(running.filter(({ node_id }) => node_id === node.id)),
          capacity: node.capacity,
          enrolledAt: node.enrolled_at.toISOString(),
        })),
      createdAt: row.created_at.toISOString(),
    }
  })
}

interface NodeRow {
  readonly id: string
  readonly container_id: string
  readonly name: string
  readonly status: Container['nodes'][number]['status']
  readonly version: string
  readonly connector_version: string
  readonly started_at: Date | null
  readonly last_seen_at: Date | null
  readonly clock_difference_ms: number | null
  readonly capacity: number
  readonly enrolled_at: Date
}

/** Only for the account's own containers. Tenants of a cloud do not see its nodes. */
async function selectNodes(executor: Kysely<Database>, rows: readonly ContainerRow[]): Promise<NodeRow[]> {
  const owned = rows.filter(({ attachment_id }) => attachment_id === null)
  if (owned.length === 0) return []
  const found = await sql<NodeRow>`
    select node.id, node.container_id, node.name, ${nodeStatus} as status, node.version, node.connector_version,
      node.started_at, node.last_seen_at, node.clock_difference_ms, node.capacity, node.enrolled_at
    from container_node as node
    where node.container_id in (${sql.join(owned.map(({ container_id }) => container_id))})
    order by lower(node.name), node.id`.execute(executor)
  return found.rows
}

interface JobCount {
  readonly container_id: string
  readonly attachment_id: string | null
  readonly node_id: string | null
  readonly state: 'queued' | 'running'
  readonly count: number
}

async function countJobs(executor: Kysely<Database>, rows: readonly ContainerRow[]): Promise<JobCount[]> {
  const containers = sql.join(rows.map(({ container_id }) => container_id))
  const counted = await sql<JobCount>`
    select container_id, attachment_id, node_id, 'running' as state, count(*)::int as count from job
    where state = 'running' and container_id in (${containers}) group by container_id, attachment_id, node_id
    union all
    select container_id, attachment_id, null, 'queued' as state, count(*)::int as count from job
    where state = 'queued' and container_id in (${containers}) group by container_id, attachment_id`.execute(executor)
  return counted.rows
}

function sum(counts: readonly JobCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0)
}
