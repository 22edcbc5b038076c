import type { ContainerKind, ContainerStatus } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'

/** A container that an account may use, and what stands behind it. */
export interface ResolvedContainer {
  /** As the account names it: of its own container, or of its attachment to a cloud. */
  readonly id: string
  /** The container that runs the jobs: the same, or the cloud behind the attachment. */
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

/** Finds a container by the id that the account knows it by; undefined when it is not associated with the account. */
export async function resolveContainer(
  _executor: Kysely<Database>,
  _account: string,
  _id: string,
): Promise<ResolvedContainer | undefined> {
  throw new Error('not built yet')
}

/** All containers that the account may use, by name. */
export async function resolveContainers(_executor: Kysely<Database>, _account: string): Promise<ResolvedContainer[]> {
  throw new Error('not built yet')
}
