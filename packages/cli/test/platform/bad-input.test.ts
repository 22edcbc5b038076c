import { createHash } from 'node:crypto'
import { type Problem, type Route, type RouteId, routeIds, routes } from '@coupa-connector/protocol'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Belongings, exampleBody, furnish, pathOf } from './support/examples.ts'
import { type Platform, startPlatform } from './support/platform.ts'

// Whatever arrives at a route of the table, the answer is never the hub's own fault (5xx), and what is refused changes
// nothing. Bodies are made from each route's example by breaking it in one place, so that all but that place is right.

let platform: Platform
let own: Belongings
let nodeCredential: string

beforeAll(async () => {
  platform = await startPlatform()
  own = await furnish(platform, platform.acme)
  nodeCredential = (await platform.enroll({ name: 'A node' })).credential
})
afterAll(async () => await platform[Symbol.asyncDispose]())

interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
}

async function send(id: RouteId, path: string, body?: string): Promise<Answer> {
  const route: Route = routes[id]
  const response = await platform.hub.fetch(`${platform.origin}${path}`, {
    method: route.method,
    redirect: 'manual',
    headers: {
      ...(route.access.kind === 'container'
        ? { authorization: `Bearer ${nodeCredential}` }
        : { cookie: own.account.cookie, origin: platform.origin }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(route.etag === 'required' ? { 'if-match': '"1"' } : {}),
    },
    ...(body === undefined ? {} : { body }),
  })
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() }
}

/** What the rows that people made look like; not the log of what was refused, nor when somebody was seen. */
async function contents(): Promise<string> {
  const tables = [
    'account',
    'membership',
    'connection',
    'connection_revision',
    'secret',
    'container',
    'installer_token',
  ]
  const more = ['cloud_share', 'cloud_attachment', 'invitation', 'api_key', 'job', 'node_token']
  const hash = createHash('sha256')
  for (const table of [...tables, ...more]) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(t) - 'last_used_at' as row from ${sql.table(table)} t order by to_jsonb(t)::text`.execute(
      platform.db,
    )
    hash.update(table).update(JSON.stringify(rows))
  }
  return hash.digest('hex')
}

function checkAnswer({ status, type, text }: Answer): void {
  expect(status, text).toBeLessThan(500)
  if (status < 400) return
  expect(type).toContain('application/problem+json')
  const problem = JSON.parse(text) as Problem
  expect(problem).toMatchObject({
    status,
    code: expect.any(String),
    title: expect.any(String),
    detail: expect.any(String),
  })
  if (problem.code === 'REQUEST_INVALID' && problem.fields === undefined) {
    expect(problem.detail).toMatch(/not JSON|not UTF-8|malformed|Idempotency/)
  }
}

/** Values that no schema means, each a trap somewhere: for the database, for the language, for a parser. */
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    -0,
    2 ** 53,
    2 ** 31,
    '',
    ' ',
    '\0',
    'a\u0000b',
    '\ud800',
    'x\udfff',
    '\u202e',
    'a\nb',
    '__proto__',
    'constructor',
    '0190aaaa-0000-7000-8000-00000000dead',
    '9999-12-31T23:59:59.999Z',
    '%',
    "'; drop table account; --",
    [],
    {},
    [[]],
    [null],
    { toString: 1 },
    { constructor: { prototype: { polluted: true } } },
    'x'.repeat(70_000),
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.integer(),
  fc.double(),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }), { maxKeys: 3 }),
  fc.integer({ min: 10, max: 5000 }).map((depth) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown),
)

/** All places in a value, as paths. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
}

function replace(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === key ? replace(item, rest, by) : item))
  const record = value as Record<string, unknown>
  return { ...record, [key]: replace(record[key], rest, by) }
}

const withBody = routeIds.filter((id) => (routes[id] as Route).body !== undefined)
// It ends the session that the test goes on with.
const endsSession = 'session.delete'

describe('a body that is wrong in one place', () => {
  it.each(withBody)('is answered by %s with what is wrong', async (id) => {
    const path = pathOf(id, { ...own.ids, key: own.ids.key ?? '' })

    await fc.assert(
      fc.asyncProperty(fc.nat(), oddValue, fc.string({ maxLength: 8 }), async (at, odd, extra) => {
        const example = exampleBody(id, own.ids)
        const places = placesIn(example)
        const place = places[at % places.length] ?? []
        const isWaiting = place.at(-1) === 'waitMs'
        const wrong = isWaiting ? example : replace(example, place, odd)
        const body = JSON.stringify(
          at % 7 === 0 && !Array.isArray(wrong) ? { ...(wrong as object), [extra]: odd } : wrong,
        )
        checkAnswer(await send(id, path, body ?? 'null'))
      }),
      { numRuns: 25 },
    )
  })
})

describe('a body that is no such object at all', () => {
  const texts = [
    '',
    'null',
    '[]',
    '"text"',
    '1e999',
    '{',
    '{"a":1,"a":2}',
    '{"__proto__":{"isAdmin":true}}',
    '{"constructor":{"prototype":{}}}',
    `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
    '{"name":"\\u0000"}',
    '{"name":"\\ud800"}',
    '\ufeff{}',
  ]

  it.each(withBody)('is refused by %s and changes nothing', async (id) => {
    const before = await contents()

    const { body, maxBodyBytes = 262_144 }: Route = routes[id]
    // Where nothing is required, an object of unknown names is as good as an empty one.
    const isRefused = (text: string) => body?.safeParse({}).success === false || !text.includes('{')
    for (const text of [...texts.filter(isRefused), `"${'x'.repeat(maxBodyBytes)}"`]) {
      const answer = await send(id, pathOf(id, own.ids), text)
      checkAnswer(answer)
      expect(answer.status, text.slice(0, 50)).toBeGreaterThanOrEqual(400)
    }

    expect(await contents()).toBe(before)
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false)
  })
})

describe('a path or query that is wrong', () => {
  const oddText = ['%00', '%ff', '..', '%2e%2e%2f', 'x'.repeat(3000), '-1', '1e9', '%ED%A0%80', '%F0%9F%98%80', "'--"]

  it.each(routeIds.filter((id) => id !== endsSession))('is answered by %s', async (id) => {
    const body = JSON.stringify(exampleBody(id, own.ids))
    const names = [...routes[id].path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
    const { query }: Route = routes[id]
    const queryNames = Object.keys((query as { readonly shape?: object } | undefined)?.shape ?? {})

    for (const odd of oddText) {
      for (const name of names) {
        const path = pathOf(id, { ...own.ids, [name]: 'MARK' }).replace('MARK', odd)
        checkAnswer(await send(id, path, body))
      }
      if (routes[id].method !== 'GET') continue
      const unfinished = pathOf(id, { ...own.ids, job: '0190aaaa-0000-7000-8000-00000000dead' })
      for (const name of [...queryNames, '__proto__', 'unknown']) {
        checkAnswer(await send(id, `${unfinished}?${name}=${odd}`))
        checkAnswer(await send(id, `${unfinished}?${name}=a&${name}=b`))
      }
      checkAnswer(await send(id, `${unfinished}?${odd}`))
    }
  })
})
