import type { Moment, Optional, OptionalMoment } from './column-types.ts'

export interface InstallerTokenTable {
  id: string
  account_id: string
  kind: 'atom' | 'molecule' | 'cloud'
  container_id: string | null
  token_hash: string
  start: string
  created_by_name: string
  created_at: Moment
  expires_at: Moment
  max_uses: number
  used_count: Optional<number>
  revoked_at: OptionalMoment
}

/** A container by its owner. Attachments are in a table of their own. */
export interface ContainerTable {
  account_id: string
  id: string
  kind: 'atom' | 'molecule' | 'cloud'
  name: string
  allow_browsing: boolean
  max_concurrent_jobs: Optional<number>
  version: Optional<number>
  /** What the audit log said last; null before it was first heard of. */
  noted_status: Optional<'online' | 'offline' | null>
  created_at: Moment
}

export interface ContainerNodeTable {
  id: string
  container_id: string
  name: string
  credential_hash: string
  /** The credential before the last rotation, while it still works. */
  previous_credential_hash: string | null
  previous_credential_expires_at: OptionalMoment
  version: string
  connector_version: string
  boot_id: string | null
  reported_status: Optional<'starting' | 'online' | 'stopping' | 'stopped'>
  started_at: OptionalMoment
  last_seen_at: OptionalMoment
  clock_difference_ms: number | null
  capacity: Optional<number>
  enrolled_at: Moment
}

export interface CloudShareTable {
  container_id: string
  /** The tenant. */
  account_id: string
  max_attachments: number
  max_concurrent_jobs: number
  created_at: Moment
}

/** What a tenant sees as its container. */
export interface CloudAttachmentTable {
  /** The tenant. */
  account_id: string
  id: string
  container_id: string
  name: string
  version: Optional<number>
  created_at: Moment
}
