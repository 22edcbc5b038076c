import { apiPrefix, type Route, type RouteId, routeIds, routes } from '@coupa-connector/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createId } from '../../basics/create-id.ts'
import { writeCursor } from '../../database/cursor.ts'
import { type ContainerWorld, startContainerWorld, type TestNode } from '../../testing/container-world.ts'

// Numbers and moments that the database cannot hold are refused with 4xx. They are generated from the route table, so that a
// new route is tried by itself.

type Json = Readonly<Record<string, unknown>>
type Part = 'params' | 'query' | 'body'
/** A place in a part that takes a number or a moment. */
interface Site {
  readonly part: Part
  readonly path: readonly (string | number)[]
  readonly kind: 'number' | 'moment'
}

const numbers = ['2147483648', '-2147483649', '9007199254740993', '99999999999999999999', '1e308', '-1e308', '0.5']
const moments = [
  '0000-01-01T00:00:00Z',
  '0000-12-31T23:59:59.999Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '2026-01-01T00:00:00.12345678901234567890123456789Z',
]

let world: ContainerWorld
let node: TestNode
let job: string

beforeAll(async () => {
  world = await startContainerWorld({ rateLimits: 'off' })
  node = await world.enroll()
  job = await world.addRunningJob({ account: world.acme.account.id, node })
})
afterAll(async () => await world[Symbol.asyncDispose]())

const cases = routeIds.flatMap((id) =>
  sitesOf(routes[id]).map((site) => [id, `${site.part}.${site.path.join('.')}`, site] as const),
)

describe('a number or a moment beyond what the database can hold', () => {
  it.each(cases)('is not a unexpected error: %s %s', async (id, _name, site) => {
    for (const value of site.kind === 'number' ? numbers : moments) {
      const parts = { params: sampleOf(id, 'params'), query: sampleOf(id, 'query'), body: sampleOf(id, 'body') }
      const changed = { ...parts, [site.part]: withValue(parts[site.part], site, value) }
      const response = await send(id, changed)
      expect([value, response.status < 500, response.status < 500 || (await response.text())]).toEqual([
        value,
        true,
        true,
      ])
    }
  })

  it('is found at all where it is known to be', () => {
    const names = cases.map(([id, name]) => `${id} ${name}`)

    expect(names).toEqual(
      expect.arrayContaining([
        'job.events query.after',
        'job.stream query.after',
        'node.events body.attempt',
        'audit.list query.from',
        'node.writeToken body.expiresAt',
        'node.complete body.completions.0.attempt',
      ]),
    )
  })

  it.each(['99999999999', '2147483648', '-1', '1e300'])('is ignored or refused as Last-Event-ID: %s', async (last) => {
    const parts = { params: sampleOf('job.stream', 'params'), query: {}, body: undefined }
    const response = await send('job.stream', parts, { 'last-event-id': last })

    expect(response.status).toBeLessThan(500)
  })

  const lists = routeIds.filter((id) => propertiesOf(schemaOf(routes[id], 'query')).includes('cursor'))
  it.each(lists)('is refused within a cursor: %s', async (id) => {
    for (const place of [9e15, 8e15, 1e308, -1, 2 ** 31, 0.5]) {
      for (const cursor of [
        [place, createId()],
        [place],
        [createId(), place],
        ['\uD83D', createId()],
        ['\0', createId()],
      ]) {
        const query = { ...(sampleOf(id, 'query') as Json), cursor: writeCursor(cursor as never) }
        const response = await send(id, { params: sampleOf(id, 'params'), query, body: undefined })
        expect([cursor, response.status < 500]).toEqual([cursor, true])
      }
    }
  })
})

async function send(
  id: RouteId,
  { params, query, body }: { readonly params: unknown; readonly query: unknown; readonly body: unknown },
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const route: Route = routes[id]
  const path = route.path.replaceAll(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(String((params as Json | undefined)?.[name] ?? 'x')),
  )
  const search = new URLSearchParams(
    Object.entries((query ?? {}) as Json).map(([name, value]): [string, string] => [name, String(value)]),
  )
  const isNode = route.access.kind === 'container'
  const url = `${world.origin}${apiPrefix}${path}?${search}`
  const init = {
    method: route.method,
    headers: {
      ...headers,
      'if-match': '*',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(isNode ? { authorization: `Bearer ${node.credential}` } : {}),
    },
    // Numbers stand as they are written.
    ...(body === undefined ? {} : { body: JSON.stringify(body).replaceAll(/"number:([^"]*)"/g, '$1') }),
  }
  return isNode ? await world.hub.fetch(url, init) : await world.acme.fetch(url, init)
}

function schemaOf(route: Route, part: Part): Json {
  const schema = route[part]
  if (schema === undefined) return {}
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Json
}

function propertiesOf(schema: Json): string[] {
  return Object.keys((schema.properties ?? {}) as Json)
}

function sitesOf(route: Route): Site[] {
  return (['params', 'query', 'body'] as const).flatMap((part) => walk(schemaOf(route, part), part, []))
}

function walk(schema: Json, part: Part, path: readonly (string | number)[]): Site[] {
  if (path.length > 8) return []
  const choices = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as readonly Json[] | undefined
  if (choices) {
    const found = choices.flatMap((choice) => walk(choice, part, path))
    return found.filter((site, index) => found.findIndex((each) => sameSite(each, site)) === index)
  }
  if (schema.type === 'number' || schema.type === 'integer') return [{ part, path, kind: 'number' }]
  if (schema.format === 'date-time') return [{ part, path, kind: 'moment' }]
  if (schema.type === 'array') return walk((schema.items ?? {}) as Json, part, [...path, 0])
  return Object.entries((schema.properties ?? {}) as Readonly<Record<string, Json>>).flatMap(([name, each]) =>
    walk(each, part, [...path, name]),
  )
}

function sameSite(a: Site, b: Site): boolean {
  return a.kind === b.kind && a.path.join('.') === b.path.join('.')
}

function withValue(sample: unknown, { part, path, kind }: Site, value: string): unknown {
  const [head, ...rest] = path
  if (head === undefined) return kind === 'number' && part === 'body' ? `number:${value}` : value
  const inner = withValue(
    (sample as Record<string | number, unknown> | undefined)?.[head],
    { part, path: rest, kind },
    value,
  )
  if (typeof head === 'number') return [inner]
  return { ...(sample as Json | undefined), [head]: inner }
}

/** A value that the schema takes, with ids that exist where the route names them. */
function sampleOf(id: RouteId, part: Part): unknown {
  const route: Route = routes[id]
  if (route[part] === undefined) return undefined
  const sample = sampleValue(schemaOf(route, part), '')
  return sample
}

function sampleValue(schema: Json, name: string): unknown {
  if (schema.const !== undefined) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  const choices = (schema.anyOf ?? schema.oneOf) as readonly Json[] | undefined
  if (choices?.[0]) return sampleValue(choices[0], name)
  return samples[String(schema.type)]?.(schema, name) ?? sampleText(schema, name)
}

const samples: Readonly<Record<string, (schema: Json, name: string) => unknown>> = {
  object: ({ required = [], properties = {} }) =>
    Object.fromEntries(
      (required as string[]).map((each) => [each, sampleValue((properties as Record<string, Json>)[each] ?? {}, each)]),
    ),
  array: ({ minItems = 0, items = {} }, name) => (minItems === 0 ? [] : [sampleValue(items as Json, name)]),
  number: ({ minimum = 1 }) => Math.max(1, Number(minimum)),
  integer: ({ minimum = 1 }) => Math.max(1, Number(minimum)),
  boolean: () => false,
}

function sampleText({ format, minLength = 3 }: Json, name: string): string {
  const known: Readonly<Record<string, string>> = {
    account: world.acme.account.id,
    container: node.container.id,
    email: 'ada@example.com',
    job,
  }
  if (known[name] !== undefined) return known[name]
  if (format === 'uuid') return createId()
  return format === 'date-time' ? '2026-01-01T00:00:00Z' : 'x'.repeat(Math.max(3, Number(minLength)))
}
