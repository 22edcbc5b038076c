import type { ApiKey } from '@coupa-connector/protocol'
import { type Kysely, type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import type { ApiKeyTable } from '../../database/people-tables.ts'
import type { Database } from '../../database/schema.ts'

/** A key's row, and whether who made it is still a member. */
export type KeyRow = Selectable<ApiKeyTable> & { readonly is_creator_member: boolean }

/** The keys of an account. */
export function selectKeys(
  executor: Kysely<Database>,
  account: string,
): SelectQueryBuilder<Database, 'api_key', KeyRow> {
  return executor
    .selectFrom('api_key')
    .selectAll('api_key')
    .select(
      sql<boolean>`exists (select from membership
        where membership.account_id = api_key.account_id and membership.person_id = api_key.created_by)`.as(
        'is_creator_member',
      ),
    )
    .where('api_key.account_id', '=', account)
}

/** A key as the API shows it: all but the key. */
export function toApiKey(row: KeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    start: row.start,
    createdBy: row.created_by_name,
    isCreatorMember: row.is_creator_member,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }
}
