import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCheck } from './support/airbyte-protocol.ts'
import { createPerson, type Finished, lines, type Person } from './support/program.ts'
import { runHere } from './support/run-here.ts'

type Members = Readonly<Record<string, unknown>>

interface Entry {
  readonly tap_stream_id: string
  readonly schema: { readonly properties: Readonly<Record<string, object>> }
  readonly metadata: readonly { readonly breadcrumb: readonly string[]; readonly metadata: Members }[]
}

let sandbox: Sandbox
let person: Person
let catalog: { readonly streams: readonly Entry[] }

beforeAll(async () => {
  sandbox = await startSandbox({ records: { suppliers: 60, currencies: 5 }, rateLimit: false })
  person = await createPerson()
  catalog = JSON.parse((await singer(['--discover'])).stdout)
})
afterAll(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

async function file(name: string, value: unknown): Promise<string> {
  const path = join(person.home, name)
  await writeFile(path, JSON.stringify(value))
  return path
}

async function singer(args: readonly string[], settings: Members = {}): Promise<Omit<Finished, 'signal'>> {
  const { url, accessTokenUrl, clientId, clientSecret } = sandbox
  const scope = 'core.supplier.read core.common.read'
  const all = { url, accessTokenUrl, clientId, clientSecret, scope, requestsPerSecond: 1000, ...settings }
  return await runHere(['singer', '--config', await file('config.json', all), ...args])
}

/** The catalog with streams selected, as a person or Meltano writes it. */
function select(names: readonly string[], more: { columns?: Members; stream?: Members } = {}) {
  return {
    streams: catalog.streams.map((entry) => {
      if (!names.includes(entry.tap_stream_id)) return entry
      const metadata = entry.metadata.map(({ breadcrumb, metadata: said }) => {
        const [, column] = breadcrumb
        const selected = column === undefined ? true : more.columns?.[column]
        const added = column === undefined ? more.stream : {}
        return { breadcrumb, metadata: { ...said, ...(selected === undefined ? {} : { selected }), ...added } }
      })
      return { ...entry, metadata }
    }),
  }
}

async function sync(selected: unknown, state?: unknown) {
  const args = ['--catalog', await file('catalog.json', selected)]
  if (state !== undefined) args.push('--state', await file('state.json', state))
  const finished = await singer(args)
  const messages = lines(finished.stdout)
  return {
    ...finished,
    messages,
    records: messages.flatMap(({ type, record }) => (type === 'RECORD' ? [record as Members] : [])),
    state: messages.findLast(({ type }) => type === 'STATE')?.value,
  }
}

describe('singer --discover', () => {
  test('prints streams with their keys and what can tell what changed', () => {
    const said = (name: string) =>
      catalog.streams
        .find((entry) => entry.tap_stream_id === name)
        ?.metadata.find(({ breadcrumb }) => breadcrumb.length === 0)?.metadata

    expect(said('suppliers')).toMatchObject({
      'table-key-properties': ['id'],
      'valid-replication-keys': ['updated-at'],
    })
    expect(said('currencies')).toMatchObject({ 'forced-replication-method': 'FULL_TABLE' })
  })
})

describe('singer', () => {
  test('sends the schema of a selected stream, its records, and a state; a later run what changed', async () => {
    const selected = select(['suppliers'])
    const first = await sync(selected)
    const check = createCheck((first.messages[0]?.schema ?? {}) as object)
    const [id = 0] = sandbox.control.ids('suppliers')
    sandbox.control.edit({ resource: 'suppliers', id, as: 'person', values: { website: 'https://new.example' } })
    const second = await sync(selected, first.state)

    expect(first.status).toBe(0)
    expect(first.messages[0]).toMatchObject({ type: 'SCHEMA', stream: 'suppliers', key_properties: ['id'] })
    expect(first.records).toHaveLength(60)
    expect(first.records.map(check).filter(Boolean)).toEqual([])
    expect(first.messages.at(-1)?.type).toBe('STATE')
    expect(second.records).toEqual([expect.objectContaining({ id, website: 'https://new.example' })])
  })

  test('sends the selected columns with key and cursor, and keeps the states of other streams', async () => {
    const names = Object.keys(catalog.streams.find((one) => one.tap_stream_id === 'suppliers')?.schema.properties ?? {})
    const columns = Object.fromEntries(names.map((name) => [name, name === 'name']))
    const { messages, records, state } = await sync(select(['suppliers'], { columns }), {
      bookmarks: { invoices: { kept: true } },
    })

    expect(Object.keys(records[0] ?? {}).sort()).toEqual(['id', 'name', 'updated-at'])
    expect(Object.keys(Object(messages[0]?.schema).properties).sort()).toEqual(['id', 'name', 'updated-at'])
    expect(state).toMatchObject({ bookmarks: { invoices: { kept: true }, suppliers: { version: 1 } } })
  })

  test('sends a full table in every run', async () => {
    const selected = select(['suppliers'], { stream: { 'replication-method': 'FULL_TABLE' } })
    const first = await sync(selected)
    const second = await sync(selected, first.state)

    expect([first.records.length, second.records.length]).toEqual([60, 60])
  })

  test('says on standard error what is wrong, and what to change', async () => {
    const selected = select(['currencies'], { stream: { 'replication-method': 'INCREMENTAL' } })
    const [none, mode, state, secret] = [
      await singer([]),
      await sync(selected),
      await sync(select(['suppliers']), [{ type: 'STATE' }]),
      await singer(['--discover'], { clientSecret: 'not-the-secret' }),
    ]

    expect(none.stderr).toMatch(/--catalog is missing/)
    expect(mode.stderr).toMatch(/currencies does not tell what changed.*Select a full refresh/s)
    expect(state.stderr).toMatch(/--state is not the value of a STATE message.*the "value" of the last STATE line/s)
    expect(secret.stderr).toMatch(/gave no token.*Check Client ID and Client Secret/s)
    expect([none, mode, state, secret].map(({ status, stdout }) => [status, stdout])).toEqual([
      [2, ''],
      [2, ''],
      [2, ''],
      [1, ''],
    ])
  })
})
