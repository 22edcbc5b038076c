import type { ContainerKind, ContainerStatus } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'
import { type ContainerRow, selectContainers } from './container-rows.ts'

/** A container that an account may use, and what stands behind it. */
export interface ResolvedContainer {
  /** The id that the account uses: of its own container, or of its attachment to a cloud. */
  readonly id: string
  /** The container that runs the jobs: the same one, or the cloud behind the attachment. */
  readonly containerId: string
  readonly attachmentId: string | null
  readonly name: string
  readonly kind: ContainerKind
  readonly status: ContainerStatus
  readonly lastSeenAt: Date | null
  readonly allowBrowsing: boolean
  /** Of the container, for all accounts together. */
  readonly maxConcurrentJobs: number
  /** Of this account on it. */
  readonly maxConcurrentJobsOfAccount: number
  /** Of the nodes that are online. */
  readonly connectorVersions: readonly string[]
}

/** Finds a container by the id that the account uses. Undefined when it is not associated with the account. */
export async function resolveContainer(
  executor: Kysely<Database>,
  account: string,
  id: string,
): Promise<ResolvedContainer | undefined> {
  const [row] = await selectContainers(executor, { account, id })
  return row && toResolved(row)
}

/** All containers that the account may use, by name. */
export async function resolveContainers(executor: Kysely<Database>, account: string): Promise<ResolvedContainer[]> {
  const rows = await selectContainers(executor, { account })
  return rows.map(toResolved)
}

/** Whether a node's connector fits this hub: the same major and minor version. */
export function isSameConnector(version: string, needed: string): boolean {
  const series = (text: string): string => text.split('.').slice(0, 2).join('.')
  return series(version) === series(needed)
}

function toResolved(row: ContainerRow): ResolvedContainer {
  return {
    id: row.id,
    containerId: row.container_id,
    attachmentId: row.attachment_id,
    name: row.name,
    kind: row.kind,
    status: row.status,
    lastSeenAt: row.last_seen_at,
    allowBrowsing: row.allow_browsing,
    maxConcurrentJobs: row.max_concurrent_jobs,
    maxConcurrentJobsOfAccount: row.max_concurrent_jobs_of_account,
    connectorVersions: row.connector_versions,
  }
}
