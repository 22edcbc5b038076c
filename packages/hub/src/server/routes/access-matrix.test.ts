import {
  type Access,
  includesRole,
  type Role,
  type Route,
  type RouteId,
  roles,
  routeIds,
  routes,
} from '@coupa-connector/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foreignAccount, ownAccount, pathOf, startTestServer, type TestServer } from '../../testing/test-server.ts'

/** Somebody at the door: what they show, and who they are. */
interface Visitor {
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  readonly kind: 'nobody' | 'unknown' | 'person' | 'key' | 'node'
  readonly role?: Role
}

const cookie = (token: string) => ({ cookie: `__Host-coupa_connector_session=${token}`, origin: 'https://hub.test' })
const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` })

const visitors: readonly Visitor[] = [
  { name: 'nobody', headers: {}, kind: 'nobody' },
  { name: 'an unknown key', headers: bearer('cck_unknown'), kind: 'unknown' },
  { name: 'a bearer of no kind', headers: bearer('hello'), kind: 'unknown' },
  { name: 'an empty bearer', headers: { authorization: 'Bearer ' }, kind: 'unknown' },
  { name: 'an unknown node', headers: bearer('ccn_other'), kind: 'unknown' },
  { name: 'a node', headers: bearer('ccn_node'), kind: 'node' },
  { name: 'a person of another account', headers: cookie('foreign'), kind: 'person' },
  { name: 'a key of another account', headers: bearer('cck_foreign'), kind: 'key' },
  ...roles.map((role): Visitor => ({ name: `a person, ${role}`, headers: cookie(role), kind: 'person', role })),
  ...roles.map((role): Visitor => ({ name: `a key, ${role}`, headers: bearer(`cck_${role}`), kind: 'key', role })),
]

const letIn = 'let in'

/** What `Access` documents, written a second time, from the reader's side. */
function expected(access: Access, { kind, role }: Visitor): string {
  if (access.kind === 'open') return letIn
  if (access.kind === 'container') return kind === 'node' ? letIn : 'CREDENTIAL_REFUSED'
  if (kind === 'nobody') return 'NOT_SIGNED_IN'
  if (kind === 'unknown' || kind === 'node') return 'CREDENTIAL_REFUSED'
  if (access.kind === 'signed-in') return letIn
  if (access.kind === 'person') return kind === 'person' ? letIn : 'PERSON_REQUIRED'
  if (role === undefined) return 'NOT_FOUND'
  if (access.personOnly === true && kind === 'key') return 'PERSON_REQUIRED'
  return includesRole(role, access.role) ? letIn : 'ROLE_TOO_LOW'
}

describe('access of every route', () => {
  let test: TestServer
  const reached: RouteId[] = []
  beforeAll(async () => {
    const handlers = Object.fromEntries(
      routeIds.map((id) => [
        id,
        async () => {
          reached.push(id)
          throw new Error('reached')
        },
      ]),
    )
    test = await startTestServer({ handlers, rateLimits: 'off' })
  })
  afterAll(async () => await test[Symbol.asyncDispose]())

  it.each(routeIds.map((id) => [id, routes[id] as Route] as const))('%s', async (id, route) => {
    const found: Record<string, string> = {}
    const wanted: Record<string, string> = {}
    for (const visitor of visitors) {
      reached.length = 0
      const response = await test.send(pathOf(id), { method: route.method, headers: visitor.headers })
      const { code } = (await response.json()) as { readonly code: string }
      const isRefused = [
        'NOT_SIGNED_IN',
        'CREDENTIAL_REFUSED',
        'PERSON_REQUIRED',
        'ROLE_TOO_LOW',
        'NOT_FOUND',
      ].includes(code)
      // What is let in is read next: its body is missing, or its handler throws.
      found[visitor.name] = isRefused ? code : letIn
      wanted[visitor.name] = expected(route.access, visitor)
      if (isRefused) expect(reached).toEqual([])
    }
    expect(found).toEqual(wanted)
  })

  it('has routes of every kind of access, and lets somebody in', async () => {
    expect(new Set(routeIds.map((id) => routes[id].access.kind)).size).toBe(5)
    reached.length = 0

    await test.send(pathOf('connections.list'), { headers: bearer('cck_viewer') })

    expect(reached).toEqual(['connections.list'])
  })

  it('does not tell an account that is not an id from a foreign one', async () => {
    for (const account of [foreignAccount, 'hello', "'; drop table account", `${ownAccount}x`]) {
      const path = `/api/v1/accounts/${encodeURIComponent(account)}`
      const response = await test.send(path, { headers: bearer('cck_owner') })
      expect([response.status, ((await response.json()) as { detail: string }).detail]).toEqual([
        404,
        'There is no such account.',
      ])
    }
  })
})
