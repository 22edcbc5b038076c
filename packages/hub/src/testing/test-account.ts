import { randomBytes } from 'node:crypto'
import { type Client, createClient, type Role } from '@coupa-connector/protocol'
import { createId } from '../basics/create-id.ts'
import { hubNow, hubNowPlus } from '../database/hub-now.ts'
import { createToken, hashToken } from '../people/credentials/token.ts'
import { createFirstEnvironments } from '../processes/environments/first-environments.ts'
import { credentialPrefixes } from '../server/pipeline/authentication.ts'
import type { TestHub } from './test-hub.ts'

export interface TestAccount {
  readonly account: { readonly id: string; readonly slug: string; readonly name: string }
  readonly role: Role
  readonly person: { readonly id: string; readonly email: string; readonly name: string }
  /** Signed in as the person, as a browser on the hub's own pages is. */
  readonly client: Client
  /** As above, for requests that are not of the route table. */
  readonly fetch: typeof fetch
  /** `Cookie` header of the person's session. */
  readonly cookie: string
  /** With an API key of the same role, or of the role administrator for an owner. */
  readonly keyClient: Client
  readonly key: { readonly id: string; readonly value: string; readonly name: string }
}

export interface TestAccountOptions {
  /** Default: owner. */
  readonly role?: Role
  /** Default: a name of its own. */
  readonly name?: string
  /** Adds a person to this account instead of making one. */
  readonly account?: TestAccount['account']
  readonly email?: string
  readonly isInstallationAdministrator?: boolean
}

/** A new account with a person in it who is signed in, and an API key; made in the database, so that it costs no hashing. */
export async function createTestAccount(test: TestHub, options: TestAccountOptions = {}): Promise<TestAccount> {
  const { db } = test.database
  const { role = 'owner' } = options
  const id = createId()
  const account = options.account ?? { id, slug: `account-${id}`, name: options.name ?? `Account ${id}` }
  if (options.account === undefined) {
    await db
      .insertInto('account')
      .values({ ...account, created_at: hubNow() })
      .execute()
    await createFirstEnvironments(db, account.id)
  }
  const person = await insertPerson(test, options)
  await db
    .insertInto('membership')
    .values({ account_id: account.id, person_id: person.id, role, created_at: hubNow() })
    .execute()
  const session = await insertSession(test, person.id)
  const key = {
    id: createId(),
    value: createToken({ randomBytes }, credentialPrefixes.key),
    name: `Key of ${person.name}`,
  }
  await db
    .insertInto('api_key')
    .values({
      id: key.id,
      account_id: account.id,
      name: key.name,
      role: role === 'owner' ? 'administrator' : role,
      key_hash: hashToken(key.value),
      start: key.value.slice(0, 10),
      created_by: person.id,
      created_by_name: person.name,
      created_at: hubNow(),
      expires_at: hubNowPlus(86_400_000),
    })
    .execute()
  return {
    account,
    role,
    person,
    ...session,
    key,
    keyClient: createClient({ hubUrl: test.origin, fetch: test.hub.fetch, credential: () => key.value }),
  }
}

/** A person who belongs to no account yet, and is signed in. */
export async function createTestPerson(
  test: TestHub,
  options: Pick<TestAccountOptions, 'email' | 'isInstallationAdministrator'> = {},
): Promise<Pick<TestAccount, 'person' | 'client' | 'fetch' | 'cookie'>> {
  const person = await insertPerson(test, options)
  return { person, ...(await insertSession(test, person.id)) }
}

/** A browser on the hub's own pages: it keeps cookies and names its origin. */
export function createTestBrowser(
  test: TestHub,
  cookies: Record<string, string> = {},
): { readonly client: Client; readonly fetch: typeof fetch; readonly cookies: Record<string, string> } {
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const headers = new Headers(request.headers)
    const pairs = Object.entries(cookies).map(([name, value]) => `${name}=${value}`)
    if (pairs.length > 0) headers.set('cookie', pairs.join('; '))
    headers.set('origin', test.origin)
    const response = await test.hub.fetch(new Request(request, { headers }))
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0\b/i.test(line)) delete cookies[name]
      else cookies[name] = decodeURIComponent(value)
    }
    return response
  }
  return { client: createClient({ hubUrl: test.origin, fetch: send }), fetch: send, cookies }
}

async function insertPerson(
  { database: { db } }: TestHub,
  { email, isInstallationAdministrator = false }: TestAccountOptions,
): Promise<TestAccount['person']> {
  const id = createId()
  const person = { id, email: email ?? `${id}@example.com`, name: `Person ${id.slice(-4)}` }
  await db
    .insertInto('person')
    .values({ ...person, is_installation_administrator: isInstallationAdministrator, created_at: hubNow() })
    .execute()
  return person
}

async function insertSession(
  test: TestHub,
  person: string,
): Promise<{ readonly client: Client; readonly fetch: typeof fetch; readonly cookie: string }> {
  const token = createToken({ randomBytes })
  await test.database.db
    .insertInto('session')
    .values({
      id: createId(),
      token_hash: hashToken(token),
      person_id: person,
      method: 'password',
      user_agent: 'test',
      address: '127.0.0.1',
      created_at: hubNow(),
      seen_at: hubNow(),
      expires_at: hubNowPlus(12 * 3_600_000),
    })
    .execute()
  const name = sessionCookieName(test)
  const { client, fetch: send } = createTestBrowser(test, { [name]: token })
  return { client, fetch: send, cookie: `${name}=${token}` }
}

/** How the session's cookie is called on the wire. */
export function sessionCookieName({ origin }: TestHub): string {
  return `${origin.startsWith('https:') ? '__Host-' : ''}coupa_connector_session`
}
