import { sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow, hubNowPlus } from '../../database/hub-now.ts'
import type { Authentication } from '../../server/pipeline/authentication.ts'
import type { AccountAccess } from '../../server/pipeline/principal.ts'
import { hashToken } from './token.ts'

/** How old the recorded time of last use may become before it is written again. One write per request would be expensive. */
const touchAfterMs = 5 * 60_000

/**
 * Identifies the caller by session or key. Rights are read from the database each time: a removed role, an ended session and a
 * revoked key take effect with the next request.
 */
export function createPeopleAuthentication(context: HubContext): Pick<Authentication, 'bySession' | 'byKey'> {
  const { db, people } = context
  return {
    bySession: async (token, account) => {
      const row = await db
        .selectFrom('session')
        .innerJoin('person', 'person.id', 'session.person_id')
        .leftJoin('membership', (join) =>
          join.onRef('membership.person_id', '=', 'person.id').on('membership.account_id', '=', accountOrNone(account)),
        )
        .leftJoin('account', 'account.id', 'membership.account_id')
        .where('session.token_hash', '=', hashToken(token))
        .where('session.expires_at', '>', hubNow())
        .where('session.seen_at', '>', hubNowPlus(-people.sessionIdleMs))
        .where('person.disabled_at', 'is', null)
        .select([
          'session.id as session',
          'person.id',
          'person.email',
          'person.name',
          'person.is_installation_administrator',
          'membership.role',
          'account.id as account_id',
          'account.slug as account_slug',
          'account.name as account_name',
          sql<boolean>`session.seen_at < ${hubNowPlus(-touchAfterMs)}`.as('is_stale'),
        ])
        .executeTakeFirst()
      if (!row) return undefined
      if (row.is_stale) {
        await db
          .updateTable('session')
          .set({ seen_at: hubNow() })
          .where('id', '=', row.session)
          .where('seen_at', '<', hubNowPlus(-touchAfterMs))
          .execute()
      }
      return {
        caller: {
          kind: 'person',
          id: row.id,
          email: row.email,
          name: row.name,
          isInstallationAdministrator: row.is_installation_administrator,
          session: row.session,
        },
        account: accountAccess(row),
      }
    },
    byKey: async (key, account) => {
      const row = await db
        .selectFrom('api_key')
        .innerJoin('account', 'account.id', 'api_key.account_id')
        .where('api_key.key_hash', '=', hashToken(key))
        .where('api_key.revoked_at', 'is', null)
        .where('api_key.expires_at', '>', hubNow())
        .select([
          'api_key.id',
          'api_key.name',
          'api_key.role',
          'account.id as account_id',
          'account.slug as account_slug',
          'account.name as account_name',
          sql<boolean>`coalesce(api_key.last_used_at < ${hubNowPlus(-touchAfterMs)}, true)`.as('is_stale'),
        ])
        .executeTakeFirst()
      if (!row) return undefined
      if (row.is_stale) {
        await db
          .updateTable('api_key')
          .set({ last_used_at: hubNow() })
          .where('id', '=', row.id)
          .where(sql<boolean>`coalesce(last_used_at < ${hubNowPlus(-touchAfterMs)}, true)`)
          .execute()
      }
      return {
        caller: { kind: 'key', id: row.id, name: row.name, account: row.account_id, role: row.role },
        account: row.account_id === account?.toLowerCase() ? accountAccess(row) : undefined,
      }
    },
  }
}

function accountAccess(row: {
  readonly account_id: string | null
  readonly account_slug: string | null
  readonly account_name: string | null
  readonly role: AccountAccess['role'] | null
}): AccountAccess | undefined {
  const { account_id: id, account_slug: slug, account_name: name, role } = row
  return id === null || slug === null || name === null || role === null ? undefined : { id, slug, name, role }
}

/** Text that is not an identifier names no account. The database would refuse the statement. */
function accountOrNone(text: string | undefined): string {
  const none = '00000000-0000-0000-0000-000000000000'
  return text !== undefined && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text) ? text : none
}
