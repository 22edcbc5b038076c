import { randomUUID } from 'node:crypto'
import {
  type Access,
  includesRole,
  type Problem,
  type Role,
  type Route,
  type RouteId,
  roles,
  routeIds,
  routes,
} from '@coupa-connector/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../hub/src/testing/test-account.ts'
import { type Belongings, exampleBody, furnish, parametersOf, pathOf } from './support/examples.ts'
import { type Platform, startPlatform } from './support/platform.ts'

// Who may do what, over every route of the table with the real authentication and real rows. The expectations are
// written from the words of `Access`, so that a new route is covered by itself.

interface Visitor {
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  readonly kind: 'nobody' | 'unknown' | 'person' | 'key' | 'node'
  /** In the account that is asked for. */
  readonly role?: Role
}

let platform: Platform
let own: Belongings
let foreign: Belongings
let visitors: Visitor[]

const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` })
const cookie = (account: TestAccount) => ({ cookie: account.cookie, origin: platform.origin })

beforeAll(async () => {
  platform = await startPlatform()
  own = await furnish(platform, platform.acme)
  foreign = await furnish(platform, platform.other)
  const members = await Promise.all(
    roles.map(async (role) => await createTestAccount(platform, { account: own.account.account, role })),
  )
  const node = await platform.enroll({ name: 'A node' })
  const stranger = await createTestAccount(platform)
  visitors = [
    { name: 'nobody', headers: {}, kind: 'nobody' },
    { name: 'an unknown key', headers: bearer(`cck_${'x'.repeat(43)}`), kind: 'unknown' },
    { name: 'an unknown node', headers: bearer(`ccn_${'x'.repeat(43)}`), kind: 'unknown' },
    { name: 'a node of the account', headers: bearer(node.credential), kind: 'node' },
    { name: 'a person of another account', headers: cookie(stranger), kind: 'person' },
    { name: 'a key of another account', headers: bearer(stranger.key.value), kind: 'key' },
    ...members.map((member): Visitor => {
      return { name: `a person, ${member.role}`, headers: cookie(member), kind: 'person', role: member.role }
    }),
    ...members
      // No key has the role of an owner.
      .filter(({ role }) => role !== 'owner')
      .map(({ role, key }): Visitor => ({ name: `a key, ${role}`, headers: bearer(key.value), kind: 'key', role })),
  ]
})
afterAll(async () => await platform[Symbol.asyncDispose]())

const letIn = 'let in'

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

/** An id in the form of an id that nothing has; the same every time. */
const unknownId = '0190aaaa-0000-7000-8000-00000000dead'

async function send(
  id: RouteId,
  headers: Readonly<Record<string, string>>,
  ids: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: Partial<Problem> }> {
  const response = await platform.hub.fetch(`${platform.origin}${pathOf(id, ids)}`, {
    method: routes[id].method,
    redirect: 'manual',
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...((routes[id] as Route).etag === 'required' ? { 'if-match': '"1"' } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, body: isJson ? (JSON.parse(text) as Partial<Problem>) : {} }
}

// Signing out ends the visitors' sessions.
const inOrder = [...routeIds.filter((id) => id !== 'session.delete'), 'session.delete'] as RouteId[]

/** Without what differs from request to request, and without the id that was asked for. */
function shapeOf({ status, body }: Awaited<ReturnType<typeof send>>, id: string): string {
  const { requestId: _requestId, ...rest } = body
  return JSON.stringify({ status, ...rest }).replaceAll(id, 'ID')
}

describe('ids of another account', () => {
  const inPaths = routeIds.flatMap((id) => {
    const { access }: Route = routes[id]
    // Accounts are lent a cloud by their short names, resources and rules of alerts are everybody's, and each process numbers its
    // versions.
    const others = ['account', 'tenant', 'resource', 'type', 'number', 'rule']
    const names = parametersOf(id).filter((name) => !others.includes(name))
    return access.kind === 'account' ? names.map((name) => [id, name] as const) : []
  })

  it.each(inPaths)('%s answers for a foreign %s as for one that does not exist', async (id, name) => {
    const headers = cookie(own.account)
    const foreignId = foreign.ids[name] ?? ''
    const ask = async (value: string) =>
      await send(id, headers, { ...own.ids, [name]: value }, exampleBody(id, own.ids))

    const [unknown, answer] = [await ask(unknownId), await ask(foreignId)]

    expect(unknown.status).toBe(404)
    expect(shapeOf(answer, foreignId)).toBe(shapeOf(unknown, unknownId))
  })

  it.each(routeIds.filter((id) => routes[id].access.kind === 'account'))(
    '%s answers for a foreign account as for one that does not exist',
    async (id) => {
      const headers = cookie(own.account)
      const body = exampleBody(id, own.ids)

      const answer = await send(id, headers, foreign.ids, body)
      const unknown = await send(id, headers, { ...foreign.ids, account: unknownId }, body)

      expect(answer.status).toBe(404)
      expect(shapeOf(answer, foreign.ids.account ?? '')).toBe(shapeOf(unknown, unknownId))
    },
  )

  const namesInBodies = ['connection', 'container', 'handle', 'cloud', 'destination', 'targetHandle'] as const
  const inBodies = routeIds.flatMap((id) => {
    const { access, body }: Route = routes[id]
    if (access.kind !== 'account' || body === undefined) return []
    const marks = Object.fromEntries(namesInBodies.map((name) => [name, randomUUID()]))
    const text = JSON.stringify(exampleBody(id, marks))
    return namesInBodies.filter((name) => text.includes(marks[name] ?? '-')).map((name) => [id, name] as const)
  })

  it.each(inBodies)('%s answers for a foreign %s in its body as for one that does not exist', async (id, name) => {
    const headers = cookie(own.account)
    const foreignId = foreign.ids[name] ?? ''
    const ask = async (value: string) =>
      await send(id, headers, own.ids, exampleBody(id, { ...own.ids, [name]: value }))

    const [unknown, answer] = [await ask(unknownId), await ask(foreignId)]

    expect(shapeOf(answer, foreignId)).toBe(shapeOf(unknown, unknownId))
    // A check of settings tells what is wrong with them; all else is refused.
    if (id !== 'connections.check') expect(unknown.status).toBeGreaterThanOrEqual(400)
  })

  it('are looked for in bodies of every kind', () => {
    expect(new Set(inBodies.map(([, name]) => name))).toEqual(new Set(namesInBodies))
  })

  it('lead a node to nothing', async () => {
    const node = await platform.enroll({ name: 'A curious node' })
    const ids = { ...foreign.ids, key: 'a-key' }

    for (const id of routeIds.filter((route) => routes[route].access.kind === 'container')) {
      const answer = await send(id, bearer(node.credential), ids, exampleBody(id, ids))
      expect(JSON.stringify(answer.body), id).not.toContain('stored":{')
      if (id.endsWith('Token')) expect([id, answer.status]).toEqual([id, 404])
    }

    const params = { account: foreign.ids.account ?? '', job: foreign.ids.job ?? '' }
    const { body } = await foreign.account.client.call('job.get', { params })
    expect(body.state).toBe('queued')
  })

  it('has let nothing of the other account be changed', async () => {
    const params = { account: foreign.ids.account ?? '', connection: foreign.ids.connection ?? '' }

    const { body } = await foreign.account.client.call('connection.get', { params })

    expect(body).toMatchObject({ name: 'Example', revision: 1 })
  })
})

describe('every route', () => {
  it.each(inOrder)('%s lets in whom its access names, and nobody else', async (id) => {
    const ids = Object.fromEntries(parametersOf(id).map((name) => [name, name === 'tenant' ? 'no-such' : unknownId]))
    const found: Record<string, string> = {}
    const wanted: Record<string, string> = {}
    for (const visitor of visitors) {
      const { body } = await send(id, visitor.headers, { ...ids, account: own.ids.account ?? '' })
      const isRefused =
        ['NOT_SIGNED_IN', 'CREDENTIAL_REFUSED', 'PERSON_REQUIRED', 'ROLE_TOO_LOW'].includes(body.code ?? '') ||
        (body.code === 'NOT_FOUND' && body.detail === 'There is no such account.')
      found[visitor.name] = isRefused ? (body.code ?? '') : letIn
      wanted[visitor.name] = expected(routes[id].access, visitor)
    }
    expect(found).toEqual(wanted)
  })
})
