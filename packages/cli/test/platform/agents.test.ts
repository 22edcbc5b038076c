import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../hub/src/testing/test-account.ts'
import { type Agent, connectAgent } from '../support/agent.ts'
import { type Platform, startPlatform } from './support/platform.ts'
import { addTestedConnection } from './support/tested-connection.ts'

// Agents at the hub: real routes, database, container and organization; at the other end, the official client.

let platform: Platform
let sandbox: Sandbox
let operator: TestAccount
let agent: Agent

beforeAll(async () => {
  ;[platform, sandbox] = await Promise.all([
    startPlatform(),
    startSandbox({ records: { default: 10, invoices: 60 }, rateLimit: false }),
  ])
  const { container } = await platform.addNode({ name: 'Warehouse' })
  await addTestedConnection(platform, sandbox, { name: 'production', container })
  operator = await member('operator')
  agent = await connect(operator.key.value)
})
afterAll(async () => {
  await agent[Symbol.asyncDispose]()
  await platform[Symbol.asyncDispose]()
  await sandbox.close()
})

async function member(role: 'viewer' | 'operator' | 'builder'): Promise<TestAccount> {
  return await createTestAccount(platform, { role, account: platform.acme.account })
}

function connect(key: string): Promise<Agent> {
  const transport = new StreamableHTTPClientTransport(new URL('/mcp', platform.origin), {
    fetch: platform.hub.fetch,
    requestInit: { headers: { authorization: `Bearer ${key}` } },
  })
  return connectAgent(transport, { finished: Promise.resolve(0), printed: () => '', end: async () => {} })
}

describe('an agent with an API key', () => {
  it('is given twelve tools in less than 4,000 tokens', async () => {
    const { tools } = await agent.client.listTools()

    expect(tools.map(({ name }) => name).slice(0, 2)).toEqual(['list_connections', 'look_at_processes'])
    expect(tools).toHaveLength(12)
    expect(Buffer.byteLength(JSON.stringify(tools)) / 3).toBeLessThan(4000)
  })

  it('asks the organization of a connection through a container', async () => {
    const connections = await agent.call('list_connections')
    const connection = connections.json.connections[0].name
    const first = await agent.call('query_records', { connection, resource: 'invoices', limit: 40 })
    const { cursor } = first.json
    const rest = await agent.call('query_records', { connection, resource: 'invoices', limit: 40, cursor })
    const sum = await agent.call('summarize_records', { connection, resource: 'invoices', sum: ['gross-total'] })
    const id = first.json.records[0].id
    const one = await agent.call('get_record', { connection, resource: 'invoices', id, fields: ['id', 'status'] })
    const whole = await agent.call('get_record', { connection, resource: 'invoices', id })

    expect(connections.json.connections).toEqual([
      { name: 'production', organization: new URL(sandbox.url).host, state: 'verified' },
    ])
    const ids = [...first.json.records, ...rest.json.records].map((record) => record.id)
    expect(ids).toEqual(sandbox.control.ids('invoices'))
    expect(sum.json).toMatchObject({ count: 60, isWhole: true })
    expect(Object.keys(one.json.record)).toEqual(['id', 'status'])
    expect(whole.json.record['invoice-lines'].length).toBeGreaterThan(0)
  })

  it('is told the custom fields that the hub has read, and who can have them read', async () => {
    const describeSuppliers = async () =>
      (await agent.call('describe_resource', { connection: 'production', resource: 'suppliers', customFields: true }))
        .json
    const { account, keyClient } = await member('builder')
    const { body: connections } = await keyClient.call('connections.list', { params: { account: account.id } })
    const connection = connections.items[0]?.id ?? ''

    const before = await describeSuppliers()
    const params = { account: account.id, connection }
    const { body: job } = await keyClient.call('connectionSchema.read', { params, body: { resources: ['suppliers'] } })
    const waited = { params: { account: account.id, job: job.id }, query: { waitMs: 20_000 } }
    expect((await keyClient.call('job.get', waited)).body.outcome).toBe('OK')
    const { customFields, customFieldsReadAt } = await describeSuppliers()

    expect(before).toMatchObject({ customFields: {}, customFieldsNote: expect.stringContaining('A person can') })
    expect(Object.entries(customFields)[0]).toEqual([
      expect.stringMatching(/^custom-fields\./),
      expect.stringMatching(/filled in \d+ of \d+/),
    ])
    expect(Date.parse(customFieldsReadAt)).toBeGreaterThan(0)
  })

  it('is in the audit log with its key', async () => {
    await agent.call('query_records', { connection: 'production', resource: 'suppliers', limit: 1 })

    const entries = await platform.auditOf(platform.acme)
    expect(entries.at(-1)).toMatchObject({
      action: 'reads.start',
      actor: { kind: 'key', name: operator.key.name },
      detail: { action: 'query', resource: 'suppliers' },
    })
  })

  it('may test the connection where its role may', async () => {
    await using tester = await connect((await member('builder')).key.value)

    const tested = await tester.call('test_connection', { connection: 'production' })
    const refused = await agent.call('test_connection', { connection: 'production' })

    expect(tested.json.outcome).toBe('OK')
    expect(refused.json.error.code).toBe('ROLE_TOO_LOW')
  })

  it('may do what its role may', async () => {
    const { key } = await member('viewer')
    await using viewer = await connect(key.value)

    const seen = await viewer.call('look_at_processes')
    const refused = await viewer.call('query_records', { connection: 'production', resource: 'invoices' })

    expect(seen.json).toEqual({ processes: [] })
    expect(refused.json.error).toMatchObject({ code: 'ROLE_TOO_LOW' })
  })

  it('does not see the connections of another account', async () => {
    await using stranger = await connect(platform.other.key.value)

    expect((await stranger.call('list_connections')).json.connections).toEqual([])
    const { json } = await stranger.call('query_records', { connection: 'production', resource: 'invoices' })
    expect(json.error.code).toBe('NO_CONNECTION')
  })

  it.each([
    [{ connection: 'prod', resource: 'invoices' }, 'Did you mean production?'],
    [{ connection: 'production', resource: 'invoices', where: ['stauts=x'] }, 'the nearest are status'],
    [{ resource: 'invoices' }, 'connection: Invalid input'],
  ])('is told for %j what is wrong and what to do', async (input, words) => {
    const { isError, text } = await agent.call('query_records', input)

    expect(isError).toBe(true)
    expect(text).toContain(words)
  })
})

describe('the address', () => {
  const send = (
    headers: Readonly<Record<string, string>>,
    body: object = { jsonrpc: '2.0', id: 1, method: 'tools/list' },
  ) =>
    platform.hub.fetch(new URL('/mcp', platform.origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      body: JSON.stringify(body),
    })

  it.each([
    ['without a key', {}, 401, 'NOT_SIGNED_IN'],
    ['with a key that nobody has', { authorization: 'Bearer cck_unknown' }, 401, 'CREDENTIAL_REFUSED'],
  ])('refuses a request %s', async (_, headers, status, code) => {
    const response = await send(headers as Record<string, string>)

    expect(response.status).toBe(status)
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect(await response.json()).toMatchObject({ code })
  })

  it('takes no cookie of a page, and no page of another origin', async () => {
    const { cookie, key } = platform.acme

    expect((await send({ cookie })).status).toBe(401)
    const foreign = await send({ authorization: `Bearer ${key.value}`, origin: 'https://evil.example' })
    expect(foreign.status).toBe(403)
  })

  it('serves clients of 2025 and of 2026 without a session', async () => {
    const authorization = `Bearer ${operator.key.value}`
    const old = await send({ authorization, 'mcp-protocol-version': '2025-06-18' })

    expect(old.status).toBe(200)
    expect(old.headers.get('mcp-session-id')).toBeNull()
    expect(await old.text()).toContain('query_records')
    expect(agent.client.getNegotiatedProtocolVersion()).toBe('2026-07-28')
  })
})
