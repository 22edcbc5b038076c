import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDefinition } from '@coupa-connector/process'
import type { Run } from '@coupa-connector/protocol'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noteSchemas } from '../../../hub/src/connection-schemas/note-schemas.ts'
import { runHere } from '../support/run-here.ts'
import { type Platform, startPlatform } from './support/platform.ts'
import { addTestedConnection } from './support/tested-connection.ts'

// An administrator of Coupa adds, removes and retypes custom fields while a process of the hub delivers them. One story, told
// in its order: each test begins where the one before it ended.

let platform: Platform
let sandbox: Sandbox
let other: Sandbox
let folder: string
let hubUrl: string
let connection: string
let deployment: string

const params = () => ({ account: platform.acme.account.id })
const client = () => platform.acme.client
const fields = ['custom-fields.legacy-code', 'custom-fields.risk-score', 'custom-fields.shelf']

beforeAll(async () => {
  const options = { records: { default: 5, items: 20 }, rateLimit: false } as const
  ;[platform, sandbox, other, folder] = await Promise.all([
    startPlatform(),
    startSandbox(options),
    startSandbox(options),
    mkdtemp(join(tmpdir(), 'drift-')),
  ])
  hubUrl = (await platform.hub.listen({ host: '127.0.0.1', port: 0 })).url
  const { container } = await platform.addNode({ name: 'Warehouse' })
  connection = await addTestedConnection(platform, sandbox, { name: 'production', container })
  const test = await addTestedConnection(platform, other, { name: 'test', container })
  deployment = await deploy(container)
  await readFields(connection)
  await readFields(test)
}, 60_000)
afterAll(async () => {
  await platform[Symbol.asyncDispose]()
  await Promise.all([sandbox.close(), other.close(), rm(folder, { recursive: true, force: true })])
})

/** A full refresh of items with three custom fields, of which the organization has two. */
async function deploy(container: string): Promise<string> {
  const made = createDefinition({
    template: 'E19',
    resource: 'items',
    destination: 'files',
    format: 'csv',
    name: 'items',
  })
  const columns = Object.fromEntries(['id', ...fields].map((path) => [path, { path }]))
  const definition = {
    ...made,
    source: { ...made.source, mode: 'full' },
    mapping: { shape: 'flat', columns },
  } as never
  const process =
    (await client().call('processes.apply', { params: params(), body: { definition } })).body.process ?? ''
  const target = { name: 'Files', kind: 'files', settings: { folder } }
  const destination = (await client().call('destinations.create', { params: params(), body: target })).body.id
  const { items } = (await client().call('environments.list', { params: params() })).body
  const environment = items.find(({ name }) => name === 'test')?.id ?? ''
  const place = { params: { ...params(), process, environment } }
  const body = { version: 1, container, connection, destination }
  return (await client().call('process.deploy', { ...place, body })).body.id
}

/** Lets the container read the fields of items, and the hub compare them with what it knew. */
async function readFields(of: string): Promise<void> {
  const place = { params: { ...params(), connection: of }, body: { resources: ['items'] } }
  const { id } = (await client().call('connectionSchema.read', place)).body
  const read = await client().call('job.get', { params: { ...params(), job: id }, query: { waitMs: 20_000 } })
  expect(read.body.outcome).toBe('OK')
  await noteSchemas({ db: platform.db, log: { debug() {}, info() {}, warn() {}, error() {} } })
}

async function run(): Promise<Run> {
  const { id } = (await client().call('runs.start', { params: { ...params(), deployment }, body: {} })).body
  return (await client().call('run.get', { params: { ...params(), run: id }, query: { waitMs: 25_000 } })).body
}

/** What a run delivered, by columns. */
async function delivered({ receipt }: Run): Promise<ReadonlyMap<string, readonly string[]>> {
  const [batch] = (receipt?.batches ?? []) as { readonly object: string }[]
  const lines = (await readFile(join(folder, batch?.object ?? ''), 'utf8')).trimEnd().split('\r\n')
  const [names = [], ...rows] = lines.map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')))
  return new Map(names.map((name, place) => [name, rows.map((row) => row[place] ?? '')]))
}

async function hub(...args: readonly string[]) {
  const environment = { COUPA_CONNECTOR_HUB_URL: hubUrl, COUPA_CONNECTOR_API_KEY: platform.acme.key.value }
  return await runHere(['hub', ...args], { environment })
}

describe('custom fields that an administrator changes', () => {
  it('are the same in two organizations at first, and a process delivers those that there are', async () => {
    const compared = await hub('schema', 'diff', 'test', 'production')
    const first = await run()

    expect(compared).toMatchObject({ status: 0, stdout: expect.stringMatching(/: no difference\.\n$/) })
    expect(first).toMatchObject({ outcome: 'succeeded', counters: { delivered: 20 } })
    const columns = await delivered(first)
    expect(columns.get('custom-fields.shelf')).toEqual(Array.from({ length: 20 }, () => ''))
    expect(columns.get('custom-fields.legacy-code')?.filter(Boolean).length).toBeGreaterThan(0)
  })

  it('leave no run without an end: what is gone is empty, and what is new or of another type is delivered', async () => {
    sandbox.control.putCustomField('items', { name: 'shelf', type: 'string', isEditable: true })
    sandbox.control.removeCustomField('items', 'legacy-code')
    sandbox.control.putCustomField('items', { name: 'risk-score', type: 'string', isEditable: true })

    const second = await run()

    expect(second).toMatchObject({ outcome: 'succeeded', counters: { delivered: 20, refused: 0, quarantined: 0 } })
    const columns = await delivered(second)
    expect(columns.get('custom-fields.legacy-code')).toEqual(Array.from({ length: 20 }, () => ''))
    expect(columns.get('custom-fields.shelf')?.filter(Boolean).length).toBeGreaterThan(0)
    expect(columns.get('custom-fields.risk-score')?.every((value) => !/^\d/.test(value))).toBe(true)
  })

  it('are told to people once the hub has read them, and listed by the command line', async () => {
    await readFields(connection)

    const { items: alerts } = (await client().call('alerts.list', { params: params(), query: {} })).body
    const { status, stdout } = await hub('schema', 'production', '--changes')

    expect(alerts).toMatchObject([
      {
        rule: 'schema-drift',
        subject: { name: 'production' },
        text: 'Came: items custom-fields.shelf. Went: items custom-fields.legacy-code. Of another type: items custom-fields.risk-score.',
      },
    ])
    expect(status).toBe(0)
    expect(stdout).toMatch(/items: custom-fields\.risk-score +type changed +decimal +string/)
    expect(stdout).toMatch(/items: custom-fields\.legacy-code +field went +string/)
    expect(stdout).toMatch(/items: custom-fields\.shelf +field came +string/)
  })

  it('are the differences between two connections of the hub, in a table and as JSON', async () => {
    const table = await hub('schema', 'diff', 'test', 'production')
    const json = await hub('schema', 'diff', 'test', 'production', '--json')

    expect(table).toMatchObject({ status: 3, stdout: expect.stringContaining(': 3 differences.') })
    expect(table.stdout).toMatch(/items: custom-fields\.legacy-code +field went +string, has a value in \d+ of 20/)
    expect(json.status).toBe(3)
    const { changes } = JSON.parse(json.stdout) as { readonly changes: readonly { readonly kind: string }[] }
    expect(changes.map(({ kind }) => kind).toSorted()).toEqual(['field-came', 'field-went', 'type-changed'])
  })

  it('are all listed where another organization was put under the connection, lookups by their names', async () => {
    sandbox.control.swapOrganization(2)
    await readFields(connection)

    const { status, stdout } = await hub('schema', 'diff', 'test', 'production')

    expect(status).toBe(3)
    expect(stdout).toMatch(/items: custom-fields\.sales-region +field went +LookupValue of Sales Region/)
    expect(stdout).toMatch(/items: custom-fields\.review-date +type changed +datetime +date/)
    expect(stdout).toMatch(/items: custom-fields\.plant +field came +LookupValue of Plant/)
  })
})
