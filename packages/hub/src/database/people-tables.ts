import type { Role } from '@coupa-connector/protocol'
import type { Json, Moment, Optional, OptionalMoment } from './column-types.ts'

export interface PersonTable {
  id: string
  email: string
  name: string
  password_hash: string | null
  is_installation_administrator: Optional<boolean>
  created_at: Moment
  disabled_at: OptionalMoment
}

export interface IdentityTable {
  issuer: string
  subject: string
  person_id: string
  created_at: Moment
}

export interface AccountTable {
  id: string
  slug: string
  name: string
  draft_use: Optional<'refused' | 'allowed'>
  /** How many runs of processes may use one organization at once. */
  runs_per_organization: Optional<number>
  /** Whether a version reaches production only after another person has approved it. */
  production_deploys: Optional<'alone' | 'with-approval'>
  version: Optional<number>
  created_at: Moment
}

export interface MembershipTable {
  account_id: string
  person_id: string
  role: Role
  created_at: Moment
}

export interface InvitationTable {
  id: string
  account_id: string
  email: string
  role: Role
  token_hash: string
  invited_by: string
  invited_by_name: string
  created_at: Moment
  expires_at: Moment
  accepted_at: OptionalMoment
  revoked_at: OptionalMoment
}

export interface SessionTable {
  id: string
  token_hash: string
  person_id: string
  method: 'password' | 'openid-connect'
  user_agent: string
  address: string
  created_at: Moment
  seen_at: Moment
  expires_at: Moment
}

export interface ApiKeyTable {
  id: string
  account_id: string
  name: string
  role: Exclude<Role, 'owner'>
  key_hash: string
  start: string
  created_by: string
  created_by_name: string
  created_at: Moment
  expires_at: Moment
  last_used_at: OptionalMoment
  revoked_at: OptionalMoment
}

/** Values that can be taken once: set-up links, password resets, sign-ins under way at a provider. */
export interface OneTimeTable {
  hash: string
  purpose: string
  data: Json<Record<string, unknown>>
  expires_at: Moment
}

/** Counters of attempts in a window of time, shared by all hubs. */
export interface AttemptTable {
  bucket: string
  count: number
  reset_at: Moment
}
