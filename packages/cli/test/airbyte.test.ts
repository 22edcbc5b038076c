import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createCheck, type Message, readMessages, type StreamMessage } from './support/airbyte-protocol.ts'
import { createPerson, type Finished, type Person } from './support/program.ts'
import { runHere } from './support/run-here.ts'

let sandbox: Sandbox
let person: Person
let streams: readonly StreamMessage[]

beforeAll(async () => {
  sandbox = await startSandbox({ records: { invoices: 60, suppliers: 70, currencies: 5 }, rateLimit: false })
  person = await createPerson()
  streams = await discover({ scope: 'core.invoice.read core.supplier.read core.budget.read core.common.read' })
})
afterEach(() => sandbox.control.clearFaults())
afterAll(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

type Settings = Readonly<Record<string, unknown>>
type Answer = Omit<Finished, 'signal'> & { readonly messages: readonly Message[] }

function configuration({ scope = sandbox.scope, ...others }: Settings = {}): Settings {
  const { url, accessTokenUrl, clientId, clientSecret } = sandbox
  const credentials = { authenticationType: 'oauth2', clientId, clientSecret, scope, accessTokenUrl }
  return { url, credentials, requestsPerSecond: 1000, ...others }
}

async function file(name: string, value: unknown): Promise<string> {
  const path = join(person.home, name)
  await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}

async function airbyte(command: string, settings: unknown, more: readonly string[] = []): Promise<Answer> {
  const config = await file('config.json', settings)
  const answer = await runHere(['airbyte', command, '--config', config, ...more])
  return { ...answer, messages: readMessages(answer.stdout) }
}

async function discover(settings: Settings = {}): Promise<readonly StreamMessage[]> {
  const { messages } = await airbyte('discover', configuration(settings))
  return messages.at(-1)?.catalog?.streams ?? []
}

interface Selection extends Settings {
  readonly mode?: 'full_refresh' | 'incremental'
  readonly from?: readonly StreamMessage[]
  readonly columns?: readonly string[]
  readonly sync?: Settings
}

/** A configured catalog with some of the streams. */
function select(names: readonly string[], { mode = 'incremental', from = streams, columns, sync }: Selection = {}) {
  const chosen = from.filter(({ name }) => names.includes(name))
  return {
    streams: chosen.map((stream) => {
      const { properties } = stream.json_schema
      const kept = Object.entries(properties).filter(([name]) => columns === undefined || columns.includes(name))
      const schema = { ...stream.json_schema, properties: Object.fromEntries(kept) }
      return { stream: { ...stream, json_schema: schema }, sync_mode: mode, destination_sync_mode: 'append', ...sync }
    }),
  }
}

async function read(catalog: unknown, { settings = {}, states }: { settings?: Settings; states?: unknown } = {}) {
  const files = ['--catalog', await file('catalog.json', catalog)]
  if (states !== undefined) files.push('--state', await file('state.json', states))
  return await airbyte('read', configuration(settings), files)
}

const rows = ({ messages }: Answer, stream: string) =>
  messages.flatMap(({ record }) => (record?.stream === stream ? [record.data] : []))
const ids = (answer: Answer, stream: string) => rows(answer, stream).map(({ id }) => Number(id))
const statuses = ({ messages }: Answer) =>
  messages.flatMap(({ trace }) => {
    const { stream_status: status } = trace ?? {}
    return status ? [`${status.stream_descriptor.name} ${status.status}`] : []
  })
const errors = ({ messages }: Answer) => messages.flatMap(({ trace }) => trace?.error ?? [])

/** The last state of each stream, as a platform keeps them. */
const lastStates = ({ messages }: Answer) => [
  ...new Map(messages.flatMap(({ state }) => (state ? [[state.stream.stream_descriptor.name, state]] : []))).values(),
]

describe('airbyte spec', () => {
  test('describes the form by the fields of a connection, and takes what the form sends', async () => {
    const { status, stdout } = await runHere(['airbyte', 'spec'])
    const [message] = readMessages(stdout)
    const check = createCheck(message?.spec?.connectionSpecification ?? {})

    expect(status).toBe(0)
    expect(check(configuration())).toBeUndefined()
    expect(check({ ...configuration(), credentials: { authenticationType: 'oauth2' } })).toContain('clientSecret')
    expect(check({ ...configuration(), nestedRecords: 'rows' })).toContain('nestedRecords')
    expect(JSON.stringify(message).match(/airbyte_secret/g)).toHaveLength(2)
  })
})

describe('airbyte check', () => {
  test('tells the stages and that the connection works', async () => {
    const { status, messages } = await airbyte('check', configuration())

    expect(status).toBe(0)
    expect(messages.filter(({ type }) => type === 'LOG').length).toBeGreaterThan(5)
    expect(messages.at(-1)).toEqual({ type: 'CONNECTION_STATUS', connectionStatus: { status: 'SUCCEEDED' } })
  })

  test.each([
    ['a secret that is wrong', { clientSecret: 'not-the-secret' }, /does not accept.*set the Client Secret again/s],
    ['a scope that was not granted', { scope: 'core.invoice.reed' }, /scope/i],
    ['an address without a host', { accessTokenUrl: 'coupahost' }, /Access Token URL/],
    ['a field that does not exist', { clientID: 'x' }, /clientID.*The fields are url/s],
  ])('tells %s with its cause and remedy', async (_what, credentials, message) => {
    const { credentials: good, ...others } = configuration()
    const { status, messages } = await airbyte('check', { ...others, credentials: { ...Object(good), ...credentials } })

    expect(status).toBe(0)
    expect(messages.at(-1)?.connectionStatus).toEqual({ status: 'FAILED', message: expect.stringMatching(message) })
  })

  test.each([
    ['is missing', [], /--config is missing.*--config config\.json/s],
    ['is not there', ['--config', '/nowhere/config.json'], /\/nowhere\/config\.json cannot be read/],
  ])('tells that its configuration %s', async (_what, args, message) => {
    const { stdout } = await runHere(['airbyte', 'check', ...args])

    expect(readMessages(stdout).at(-1)?.connectionStatus?.message).toMatch(message)
  })

  test('says where a configuration is not JSON, and nothing that stands in it', async () => {
    const config = await file('broken.json', '{"clientSecret": "canary-7d2f"\n "scope": "x"}')
    const { stdout } = await runHere(['airbyte', 'check', '--config', config])

    expect(readMessages(stdout).at(-1)?.connectionStatus?.message).toContain('is not JSON at line 2, column 2')
    expect(stdout).not.toContain('canary')
  })
})

describe('airbyte discover', () => {
  test('lists the resources that the scopes allow, with key and cursor', () => {
    const names = streams.map(({ name }) => name)
    const invoices = streams.find(({ name }) => name === 'invoices')

    expect(names).toEqual(expect.arrayContaining(['currencies', 'invoices', 'suppliers', 'tax_codes']))
    expect(names).not.toContain('purchase_orders')
    expect(invoices).toMatchObject({
      supported_sync_modes: ['full_refresh', 'incremental'],
      default_cursor_field: ['updated-at'],
      source_defined_primary_key: [['id']],
    })
  })

  test('offers no incremental read where nothing tells what changed', () => {
    const modes = (wanted: string) => streams.find(({ name }) => name === wanted)?.supported_sync_modes

    expect(modes('currencies')).toEqual(['full_refresh'])
    // Its updated-at is not reliable (F-157).
    expect(modes('budget_lines')).toEqual(['full_refresh'])
  })

  test('knows the custom fields of the organization and what they hold', () => {
    const custom = streams.find(({ name }) => name === 'invoices')?.json_schema.properties['custom-fields']

    expect(custom).toMatchObject({
      properties: {
        'erp-number': { type: ['null', 'string'] },
        'is-strategic': { type: ['null', 'boolean'] },
        'sales-region': { type: ['null', 'object'] },
      },
    })
  })

  test('has the columns of the catalog for a resource that cannot be looked at, and says so', async () => {
    sandbox.control.fault({ kind: 'status', status: 403, path: '/api/suppliers', every: 1 })
    const { status, messages } = await airbyte('discover', configuration({ scope: 'core.supplier.read' }))
    const listed = messages.at(-1)?.catalog?.streams.find(({ name }) => name === 'suppliers')

    expect(status).toBe(0)
    expect(Object.keys(listed?.json_schema.properties ?? {})).toContain('name')
    expect(messages.flatMap(({ log }) => log?.message ?? []).join()).toMatch(/suppliers has the columns of the catalog/)
  })

  test('fails as a whole where nobody can sign in', async () => {
    const answer = await airbyte('discover', {
      ...configuration(),
      credentials: { ...Object(configuration().credentials), clientSecret: 'wrong' },
    })

    expect(answer.status).toBe(1)
    expect(answer.messages.some(({ type }) => type === 'CATALOG')).toBe(false)
    expect(errors(answer)).toEqual([expect.objectContaining({ failure_type: 'config_error' })])
  })
})

describe('airbyte read', () => {
  test('brings every record once, by the schema of its stream, and ends with a state', async () => {
    const answer = await read(select(['invoices', 'suppliers']))

    expect(answer.status).toBe(0)
    for (const stream of streams.filter(({ name }) => ['invoices', 'suppliers'].includes(name))) {
      const check = createCheck(stream.json_schema)
      expect(rows(answer, stream.name).map(check).filter(Boolean)).toEqual([])
      expect(ids(answer, stream.name)).toEqual([...sandbox.control.ids(stream.name)].sort((a, b) => a - b))
    }
    expect(statuses(answer)).toEqual([
      ...['STARTED', 'RUNNING', 'COMPLETE'].map((status) => `invoices ${status}`),
      ...['STARTED', 'RUNNING', 'COMPLETE'].map((status) => `suppliers ${status}`),
    ])
    expect(lastStates(answer)).toHaveLength(2)
  })

  test('brings what changed since the last state, and nothing else', async () => {
    const catalog = select(['suppliers'])
    const first = await read(catalog)
    const [changed = 0] = ids(first, 'suppliers')
    sandbox.control.edit({
      resource: 'suppliers',
      id: changed,
      as: 'person',
      values: { website: 'https://new.example' },
    })
    const second = await read(catalog, { states: lastStates(first) })
    const third = await read(catalog, { states: lastStates(second) })

    expect(rows(second, 'suppliers')).toEqual([
      expect.objectContaining({ id: changed, website: 'https://new.example' }),
    ])
    expect(rows(third, 'suppliers').length).toBeLessThanOrEqual(1)
    expect([second.status, third.status]).toEqual([0, 0])
  })

  test('takes only what changed since the start date', async () => {
    const first = await read(select(['invoices']))
    const times = rows(first, 'invoices').map((row) => Date.parse(String(row['updated-at'])))
    const middle = new Date(times.toSorted((a, b) => a - b)[30] ?? 0).toISOString()
    const answer = await read(select(['invoices']), { settings: { startDate: middle } })

    expect(rows(answer, 'invoices')).toHaveLength(times.filter((ms) => ms >= Date.parse(middle)).length)
  })

  test('makes a stream of nested records where that is wanted, and reads the resource once for both', async () => {
    const settings = { nestedRecords: 'streams', decimals: 'number', scope: 'core.invoice.read' }
    const found = await discover(settings)
    const whole = await read(select(['invoices']))
    sandbox.control.resetLog()
    const answer = await read(select(['invoices', 'invoices__invoice_lines'], { from: found }), { settings })
    const requests = sandbox.requests.filter(({ path }) => path === '/api/invoices').length
    const lines = rows(whole, 'invoices').flatMap((row) => row['invoice-lines'] as { id: number }[])
    const child = found.find(({ name }) => name === 'invoices__invoice_lines')

    expect(ids(answer, 'invoices__invoice_lines')).toEqual(lines.map(({ id }) => id))
    expect(rows(answer, 'invoices').every((row) => !('invoice-lines' in row))).toBe(true)
    expect(requests).toBeLessThan(6)
    expect(child?.source_defined_primary_key).toEqual([['parent-id'], ['id']])
    for (const stream of found.filter(({ name }) => ['invoices', 'invoices__invoice_lines'].includes(name))) {
      expect(rows(answer, stream.name).map(createCheck(stream.json_schema)).filter(Boolean)).toEqual([])
    }
    // The digits are those that Coupa sent: 1.50, not 1.5.
    expect(answer.stdout).toMatch(/"price":\d+\.\d0[,}]/)
  })

  test('asks Coupa for the selected columns alone where they are plain', async () => {
    const columns = ['id', 'updated-at', 'invoice-number']
    const answer = await read(select(['invoices'], { columns }))

    expect(rows(answer, 'invoices')[0]).toEqual({
      id: expect.any(Number),
      'updated-at': expect.any(String),
      'invoice-number': expect.any(String),
    })
  })

  test('goes on with the same changes when other columns are selected', async () => {
    const first = await read(select(['suppliers'], { columns: ['id', 'updated-at', 'name'] }))
    const second = await read(select(['suppliers']), { states: lastStates(first) })

    expect(second.status).toBe(0)
    expect(rows(second, 'suppliers').length).toBeLessThanOrEqual(1)
    expect(second.messages.flatMap(({ log }) => log?.message ?? []).join()).toContain('other columns are selected')
  })

  test('reads a finished full refresh again, and not within the same sync', async () => {
    const sync = { generation_id: 4, minimum_generation_id: 4, sync_id: 17 }
    const first = await read(select(['suppliers'], { mode: 'full_refresh', sync }))
    const states = lastStates(first)
    const sameSync = await read(select(['suppliers'], { mode: 'full_refresh', sync }), { states })
    const nextSync = await read(select(['suppliers'], { mode: 'full_refresh', sync: { ...sync, sync_id: 18 } }), {
      states,
    })

    expect(ids(first, 'suppliers')).toHaveLength(70)
    expect(ids(sameSync, 'suppliers')).toHaveLength(0)
    expect(statuses(sameSync)).toContain('suppliers COMPLETE')
    expect(ids(nextSync, 'suppliers')).toHaveLength(70)
  })

  test('reads the other streams when one is refused, and says which and why', async () => {
    sandbox.control.fault({
      kind: 'status',
      status: 403,
      body: '{}',
      contentType: 'application/json',
      path: '/api/invoices',
      every: 1,
    })
    const answer = await read(select(['invoices', 'suppliers']))

    expect(answer.status).toBe(1)
    expect(statuses(answer)).toContain('invoices INCOMPLETE')
    expect(statuses(answer)).toContain('suppliers COMPLETE')
    expect(errors(answer)).toEqual([
      {
        message: expect.stringMatching(/GET invoices is not permitted.*Give the client in Coupa one of these scopes/s),
        failure_type: 'config_error',
        stream_descriptor: { name: 'invoices' },
      },
    ])
  })

  test('says what of its files is wrong, and in which stream', async () => {
    const first = await read(select(['suppliers']))
    const [state] = lastStates(first)
    const elsewhere = {
      ...state,
      stream: { ...state?.stream, stream_state: { ...state?.stream.stream_state, organization: 'acme.coupahost.com' } },
    }
    const wrong = [
      await read({ streams: [{ stream: { name: 'supplier' }, sync_mode: 'full_refresh' }] }),
      await read({ streams: [{ stream: { name: 'currencies' }, sync_mode: 'incremental' }] }),
      await read({ streams: [{ stream: { name: 'invoices__invoice_lines' }, sync_mode: 'incremental' }] }),
      await read(select(['invoices']), { settings: { scope: 'core.supplier.read' } }),
      await read(select(['suppliers']), { states: [elsewhere] }),
    ]

    expect(wrong.map((answer) => errors(answer)[0]?.message)).toEqual([
      expect.stringMatching(/no stream supplier\..*suppliers/s),
      expect.stringMatching(/currencies does not tell what changed.*full refresh/s),
      expect.stringMatching(/nestedRecords is objects.*Set nestedRecords to streams/s),
      expect.stringMatching(/scopes of the connection do not allow the stream invoices.*core\.invoice\.read/s),
      expect.stringMatching(/written for "acme\.coupahost\.com".*Clear the state/s),
    ])
    expect(wrong.map(({ status }) => status)).toEqual([2, 2, 2, 2, 2])
  })
})
