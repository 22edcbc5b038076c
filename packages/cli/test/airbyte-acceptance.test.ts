import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCheck, type Message, readMessages, type StreamMessage } from './support/airbyte-protocol.ts'
import { createPerson, type Person } from './support/program.ts'
import { runHere } from './support/run-here.ts'

// What Airbyte's acceptance tests ask of every source, over all streams: what its form and its tables can show, and that a
// read goes on from each state that it gave.

let sandbox: Sandbox
let person: Person
let streams: readonly StreamMessage[]

beforeAll(async () => {
  sandbox = await startSandbox({ records: { default: 1, suppliers: 120 }, rateLimit: false })
  person = await createPerson()
  const { messages } = await airbyte('discover')
  const [catalog, ...others] = messages.flatMap(({ catalog }) => catalog ?? [])
  expect(others).toEqual([])
  streams = catalog?.streams ?? []
}, 60_000)
afterAll(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

async function file(name: string, value: unknown): Promise<string> {
  const path = join(person.home, name)
  await writeFile(path, JSON.stringify(value))
  return path
}

async function airbyte(command: string, more: readonly string[] = []) {
  const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
  const credentials = { authenticationType: 'oauth2', clientId, clientSecret, scope, accessTokenUrl }
  const config = await file('config.json', { url, credentials, requestsPerSecond: 1000 })
  const { status, stdout } = await runHere(['airbyte', command, '--config', config, ...more])
  expect(stdout).not.toContain(clientSecret)
  return { status, messages: readMessages(stdout) }
}

async function read(names: readonly string[], mode: string, states?: readonly Message['state'][]) {
  const chosen = streams.filter(({ name }) => names.includes(name))
  const catalog = chosen.map((stream) => ({
    ...{ stream, sync_mode: mode, destination_sync_mode: 'append' },
    ...{ generation_id: 1, minimum_generation_id: 0, sync_id: 1 },
  }))
  const files = ['--catalog', await file('catalog.json', { streams: catalog })]
  if (states !== undefined) files.push('--state', await file('state.json', states))
  return await airbyte('read', files)
}

type Node = Readonly<Record<string, unknown>>

/** Every object of a JSON document, with the names that lead to it. */
function* nodesOf(value: unknown, path = ''): Generator<readonly [path: string, node: Node]> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield [path, value as Node]
  for (const [name, member] of Object.entries(value)) yield* nodesOf(member, `${path}/${name}`)
}

/** Names that a schema may give to fields, and that are keywords elsewhere, are told apart by what is above them. */
function keywordsOf(schema: unknown): readonly string[] {
  return [...nodesOf(schema)].flatMap(([path, node]) => (path.endsWith('/properties') ? [] : Object.keys(node)))
}

describe('the form of a connection', () => {
  test('has only what the form can show: variants with one constant each, single types, nothing that refers elsewhere', async () => {
    const [message] = readMessages((await runHere(['airbyte', 'spec'])).stdout)
    const form = message?.spec?.connectionSpecification
    const nodes = [...nodesOf(form)]
    const variants = nodes.flatMap(([, { oneOf, type }]) =>
      Array.isArray(oneOf) ? [{ type, oneOf: oneOf as Node[] }] : [],
    )

    expect(variants.length).toBeGreaterThan(0)
    for (const { type, oneOf } of variants) {
      expect(type).toBe('object')
      const constants = oneOf.map(({ properties }) =>
        Object.entries(properties as Record<string, Node>).filter(([, property]) => 'const' in property),
      )
      expect(constants.map((found) => found.map(([name]) => name))).toEqual(oneOf.map(() => ['authenticationType']))
      expect(constants.flat().some(([, property]) => 'enum' in property || 'default' in property)).toBe(false)
    }
    const forbidden = ['$ref', 'not', 'anyOf', 'allOf', 'if', 'then', 'else', 'patternProperties', 'prefixItems']
    expect(keywordsOf(form).filter((name) => forbidden.includes(name))).toEqual([])
    expect(nodes.filter(([, { additionalProperties }]) => additionalProperties === false)).toEqual([])
    expect(nodes.filter(([, { type }]) => Array.isArray(type))).toEqual([])
    for (const [, node] of nodes) if (Array.isArray(node.enum)) expect(new Set(node.enum).size).toBe(node.enum.length)
    const secret = /token$|secret$|^password$|^key$/i
    for (const [path, node] of nodes) {
      if (!secret.test(path.split('/').at(-1) ?? '') || !('type' in node)) continue
      expect([path, node.airbyte_secret]).toEqual([path, true])
    }
  })
})

/** What tables can hold, as `type format airbyte_type`. */
const types = ['string', 'string date', 'string date-time', 'integer', 'number', 'boolean', 'object', 'array']

describe('every stream', () => {
  test('has a schema of types that tables can hold, in which its key and its cursor are', () => {
    expect(streams.length).toBeGreaterThan(100)
    const kinds = new Set<string>()
    for (const {
      name,
      json_schema,
      supported_sync_modes,
      default_cursor_field,
      source_defined_primary_key,
    } of streams) {
      const { properties } = json_schema
      const named = [...(default_cursor_field ?? []), ...(source_defined_primary_key ?? []).flat()]
      expect([name, named.filter((field) => !(field in properties))]).toEqual([name, []])
      expect([name, supported_sync_modes.length > 0]).toEqual([name, true])
      expect([name, supported_sync_modes.includes('incremental')]).toEqual([
        name,
        (default_cursor_field ?? []).length > 0,
      ])
      const words = keywordsOf(json_schema)
      expect([name, words.filter((word) => ['$ref', 'allOf', 'not', 'oneOf'].includes(word))]).toEqual([name, []])
      for (const [, { type, format, airbyte_type, additionalProperties }] of nodesOf(json_schema)) {
        expect([name, additionalProperties ?? true]).toEqual([name, true])
        if (typeof type !== 'string' && !Array.isArray(type)) continue
        const [only, ...others] = [type].flat().filter((one) => one !== 'null')
        // What the catalog does not know may be anything.
        expect([name, others.length === 0 || others.length === 4]).toEqual([name, true])
        if (others.length > 0) continue
        kinds.add([only, format, airbyte_type].filter(Boolean).join(' '))
      }
    }
    expect([...kinds].filter((kind) => !types.includes(kind))).toEqual([])
  })

  test('brings only records of its schema, none without its key, and ends with a state that counts them', async () => {
    const some = streams.filter((_, place) => place % 8 === 0)

    const { status, messages } = await read(
      some.map(({ name }) => name),
      'full_refresh',
    )

    expect([status, messages.flatMap(({ trace }) => trace?.error ?? [])]).toEqual([0, []])
    for (const { name, json_schema, source_defined_primary_key } of some) {
      const check = createCheck(json_schema)
      const rows = messages.flatMap(({ record }) => (record?.stream === name ? [record.data] : []))
      const states = messages.flatMap(({ state }) => (state?.stream.stream_descriptor.name === name ? [state] : []))
      const keys = (source_defined_primary_key ?? []).flat()
      expect([name, rows.map(check).filter(Boolean)]).toEqual([name, []])
      expect([name, rows.filter((row) => keys.some((key) => row[key] == null))]).toEqual([name, []])
      const counted = states.reduce((sum, { sourceStats }) => sum + sourceStats.recordCount, 0)
      expect([name, states.length > 0, counted]).toEqual([name, true, rows.length])
    }
  })

  test.each(['full_refresh', 'incremental'])('goes on from each of its states, in a read that is %s', async (mode) => {
    const { messages } = await read(['suppliers'], mode)
    const all = idsOf(messages)
    const places = messages.flatMap(({ state }, place) => (state === undefined ? [] : [place]))

    expect(all.toSorted((a, b) => a - b)).toEqual(sandbox.control.ids('suppliers').toSorted((a, b) => a - b))
    expect(places.length).toBeGreaterThan(0)
    for (const place of places) {
      const rest = await read(['suppliers'], mode, [messages[place]?.state])
      const known = new Set(idsOf(messages.slice(0, place)))
      const lacking = all.filter((id) => !known.has(id))
      const found = idsOf(rest.messages)
      expect(rest.status).toBe(0)
      expect(lacking.filter((id) => !found.includes(id))).toEqual([])
      // What changed at the very instant of the state may come again, and nothing else.
      expect(found.length - lacking.length).toBeLessThanOrEqual(1)
    }
  })
})

const idsOf = (messages: readonly Message[]): readonly number[] =>
  messages.flatMap(({ record }) => (record === undefined ? [] : [Number(record.data.id)]))
