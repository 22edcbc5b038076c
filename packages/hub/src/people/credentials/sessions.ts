import type { SessionView } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { createId } from '../../basics/create-id.ts'
import { notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow, hubNowPlus } from '../../database/hub-now.ts'
import type { SessionTable } from '../../database/people-tables.ts'
import type { Database } from '../../database/schema.ts'
import type { ReplyCookie } from '../../server/pipeline/cookies.ts'
import type { RequestMeta } from '../../server/routes/handler.ts'
import { createToken, hashToken } from './token.ts'

/** Name of the cookie that carries the session. */
export const sessionCookie = 'session'

/** A session that has just started. Only the cookie holds the token; the database holds its hash. */
export interface BegunSession {
  readonly id: string
  readonly cookie: ReplyCookie
}

/**
 * Starts a session, always with a new token, and ends the one that the browser had. A token that somebody planted in the
 * browser before the sign-in is worthless after it.
 */
export async function beginSession(
  executor: Kysely<Database>,
  context: HubContext,
  given: { readonly person: string; readonly method: SessionTable['method']; readonly meta: RequestMeta },
): Promise<BegunSession> {
  const { sessionLifetimeMs } = context.people
  const before = given.meta.cookie(sessionCookie)
  if (before !== undefined) {
    await executor.deleteFrom('session').where('token_hash', '=', hashToken(before)).execute()
  }
  const id = createId()
  const token = createToken(context)
  await executor
    .insertInto('session')
    .values({
      id,
      token_hash: hashToken(token),
      person_id: given.person,
      method: given.method,
      user_agent: given.meta.userAgent.slice(0, 500),
      address: given.meta.address,
      created_at: hubNow(),
      seen_at: hubNow(),
      expires_at: hubNowPlus(sessionLifetimeMs),
    })
    .execute()
  return { id, cookie: cookieOf(token, context) }
}

/** Gives a session another token, so that copies of the old one stop working. */
export async function renewSession(
  executor: Kysely<Database>,
  context: HubContext,
  session: string,
): Promise<ReplyCookie> {
  const token = createToken(context)
  await executor
    .updateTable('session')
    .set({ token_hash: hashToken(token) })
    .where('id', '=', session)
    .execute()
  return cookieOf(token, context)
}

/** Ends the sessions of a person, but for one when it is named. */
export async function endSessions(executor: Kysely<Database>, person: string, except?: string): Promise<void> {
  await executor
    .deleteFrom('session')
    .where('person_id', '=', person)
    .$if(except !== undefined, (query) => query.where('id', '<>', except ?? ''))
    .execute()
}

/** Who is signed in with a session and what they belong to. */
export async function viewSession(executor: Kysely<Database>, session: string): Promise<SessionView> {
  const row = await executor
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .where('session.id', '=', session)
    .select(['session.method', 'session.created_at as begun_at', 'session.expires_at'])
    .select(['person.id', 'person.email', 'person.name', 'person.is_installation_administrator', 'person.created_at'])
    .executeTakeFirst()
  if (!row) throw notFound('session')
  const memberships = await executor
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .where('membership.person_id', '=', row.id)
    .select(['account.id', 'account.slug', 'account.name', 'membership.role'])
    .orderBy('account.name')
    .orderBy('account.id')
    .execute()
  return {
    person: {
      id: row.id,
      email: row.email,
      name: row.name,
      isInstallationAdministrator: row.is_installation_administrator,
      createdAt: row.created_at.toISOString(),
    },
    memberships: memberships.map(({ role, ...account }) => ({ account, role })),
    session: {
      id: session,
      method: row.method,
      createdAt: row.begun_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    },
  }
}

function cookieOf(token: string, { people }: HubContext): ReplyCookie {
  return { name: sessionCookie, value: token, maxAgeSeconds: Math.floor(people.sessionLifetimeMs / 1000) }
}
