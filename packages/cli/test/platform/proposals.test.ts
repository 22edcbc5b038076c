import type { Proposal } from '@coupa-connector/protocol'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../hub/src/testing/test-account.ts'
import { type Agent, connectAgent, type ToolAnswer } from '../support/agent.ts'
import { type Platform, startPlatform } from './support/platform.ts'
import { addTestedConnection } from './support/tested-connection.ts'

// What an agent proposes and a person decides: real routes, database, container and organization.

let platform: Platform
let sandbox: Sandbox
let person: TestAccount
let operator: TestAccount
let agent: Agent

beforeAll(async () => {
  ;[platform, sandbox] = await Promise.all([startPlatform(), startSandbox({ records: 20, rateLimit: false })])
  const { container } = await platform.addNode({ name: 'Warehouse' })
  await addTestedConnection(platform, sandbox, { name: 'production', container })
  const { account } = platform.acme
  person = await createTestAccount(platform, { role: 'builder', account })
  operator = await createTestAccount(platform, { role: 'operator', account })
  agent = await connect()
})
afterAll(async () => {
  await agent[Symbol.asyncDispose]()
  await platform[Symbol.asyncDispose]()
  await sandbox.close()
})

function connect(openLink?: (url: string) => void): Promise<Agent> {
  const transport = new StreamableHTTPClientTransport(new URL('/mcp', platform.origin), {
    fetch: platform.hub.fetch,
    requestInit: { headers: { authorization: `Bearer ${operator.key.value}` } },
  })
  const started = { finished: Promise.resolve(0), printed: () => '', end: async () => {} }
  return connectAgent(transport, started, 'auto', openLink)
}

const supplierIds = (): readonly number[] => sandbox.control.ids('suppliers')
const writes = (): number =>
  sandbox.requests.filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/')).length

function propose(input: Readonly<Record<string, unknown>>, tool = 'propose_change'): Promise<ToolAnswer> {
  return agent.call(tool, { connection: 'production', resource: 'suppliers', reason: 'The web site moved.', ...input })
}

async function decide(proposal: string, decision: 'approve' | 'refuse', note = ''): Promise<Proposal> {
  const params = { account: person.account.id, proposal }
  return (await person.client.call('proposal.decide', { params, body: { decision, note } })).body
}

/** Waits until what was approved has ended; gives what the agent is told. */
async function settled(proposal: string): Promise<ToolAnswer['json']> {
  const params = { account: person.account.id, proposal }
  const { execution } = (await person.client.call('proposal.get', { params })).body
  const job = { account: person.account.id, job: execution?.job ?? '' }
  await person.client.call('job.get', { params: job, query: { waitMs: 20_000 } })
  return (await agent.call('check_proposal', { proposal })).json
}

async function websiteOf(id: number): Promise<unknown> {
  const { json } = await agent.call('get_record', {
    connection: 'production',
    resource: 'suppliers',
    id,
    fields: ['id', 'website'],
  })
  return json.record.website
}

describe('a proposal', () => {
  it('is shown field by field, changes nothing, and is carried out once when a person approves it', async () => {
    const [id = 0] = supplierIds()
    const before = await websiteOf(id)
    const sent = writes()

    const { json } = await propose({ id, set: { website: 'https://moved.example' } })
    const again = await propose({ id, set: { website: 'https://moved.example' } })
    const open = await agent.call('check_proposal', { proposal: json.proposal })

    expect(json).toMatchObject({
      decision: 'not decided yet',
      link: `${platform.origin}/a/${person.account.id}/proposals/${json.proposal}`,
      changes: [{ field: 'website', before, after: 'https://moved.example' }],
      request: { method: 'PUT', path: `suppliers/${id}`, body: { website: 'https://moved.example' } },
    })
    expect(again.json.proposal).toBe(json.proposal)
    expect(open.json.decision).toBe('not decided yet')
    expect([await websiteOf(id), writes()]).toEqual([before, sent])

    const approved = await decide(json.proposal, 'approve', 'Checked with them.')
    const twice = decide(json.proposal, 'approve')

    expect(approved).toMatchObject({
      state: 'approved',
      agent: 'test-agent 1.0.0',
      proposedBy: { name: operator.key.name },
    })
    await expect(twice).rejects.toMatchObject({ code: 'NOT_READY' })
    expect(await settled(json.proposal)).toMatchObject({
      decision: 'accepted',
      execution: 'done',
      message: expect.stringContaining('Checked with them.'),
    })
    expect([await websiteOf(id), writes()]).toEqual(['https://moved.example', sent + 1])
  })

  it('is refused with a note, and nothing is sent', async () => {
    const [, id = 0] = supplierIds()
    const sent = writes()
    const { json } = await propose({ id, set: { website: 'https://refused.example' } })

    await decide(json.proposal, 'refuse', 'Ask them first.')

    const told = (await agent.call('check_proposal', { proposal: json.proposal })).json
    expect(told).toMatchObject({ decision: 'refused', message: expect.stringContaining('Ask them first.') })
    expect(told.execution).toBeUndefined()
    expect(writes()).toBe(sent)
  })

  it('is not carried out when the record was changed meanwhile', async () => {
    const [, , id = 0] = supplierIds()
    const sent = writes()
    const { json } = await propose({ id, set: { website: 'https://late.example' } })
    sandbox.control.update('suppliers', id, { website: 'https://by-somebody.example' })

    await decide(json.proposal, 'approve')

    expect(await settled(json.proposal)).toMatchObject({
      decision: 'accepted',
      execution: 'not done',
      message: expect.stringContaining('has been changed since: website'),
    })
    expect([await websiteOf(id), writes()]).toEqual(['https://by-somebody.example', sent])
  })

  it('creates a record, unless its natural key is there', async () => {
    const known = await propose(
      { record: { name: 'Twin', number: await numberOf(supplierIds()[3] ?? 0) } },
      'propose_create',
    )
    const { json } = await propose({ record: { name: 'Initech', number: 'S-9041' } }, 'propose_create')
    const second = await propose({ record: { name: 'Initech Ltd', number: 'S-9041' } }, 'propose_create')

    await decide(json.proposal, 'approve')
    const created = await settled(json.proposal)
    await decide(second.json.proposal, 'approve')

    expect(known.json.error).toMatchObject({ code: 'ALREADY_THERE' })
    expect(created).toMatchObject({ execution: 'done' })
    expect(await settled(second.json.proposal)).toMatchObject({
      execution: 'not done',
      message: expect.stringContaining('is there already'),
    })
  })

  it('calls an action on the record that it names', async () => {
    const id = sandbox.control.insert('invoices', { 'invoice-number': 'V-1', status: 'approved' })
    const { json } = await propose({ resource: 'invoices', id, action: 'void', reason: 'Billed twice.' })

    expect(json).toMatchObject({ request: { method: 'PUT', path: `invoices/${id}/void` }, changes: [] })
    await decide(json.proposal, 'approve')
    expect(await settled(json.proposal)).toMatchObject({ execution: 'done' })
  })

  it('corrects a remit-to address of a supplier, found by its number, in five calls', async () => {
    const fields = ['id', 'number', 'remit-to-addresses']
    const all = await agent.call('query_records', {
      connection: 'production',
      resource: 'suppliers',
      fields,
      maxBytes: 60_000,
    })
    const { id, number } = all.json.records.find(
      (record: ToolAnswer['json']) => record['remit-to-addresses'].length > 1,
    )
    const before = { ...agent.used }
    const read = { connection: 'production', resource: 'suppliers', id, fields: ['id', 'remit-to-addresses'] }
    const [address, ...others] = (await agent.call('get_record', read)).json.record['remit-to-addresses']
    const { json } = await propose({
      key: { number },
      set: { 'remit-to-addresses': [{ id: address.id, city: 'Bremen' }] },
    })
    const approved = await decide(json.proposal, 'approve')
    const told = await settled(json.proposal)
    const after = (await agent.call('get_record', read)).json.record['remit-to-addresses']

    expect(approved.changes).toEqual([
      { field: `remit-to-addresses[${address.id}].city`, before: address.city, after: 'Bremen' },
    ])
    expect(told).toMatchObject({ execution: 'done' })
    expect(after).toMatchObject([
      { id: address.id, city: 'Bremen' },
      ...others.map(({ id: other }: { id: number }) => ({ id: other })),
    ])
    expect(agent.used.calls - before.calls).toBeLessThanOrEqual(5)
    expect((agent.used.bytes - before.bytes) / 3).toBeLessThan(6000)
  })

  it('cannot be decided after seven days', async () => {
    const [, , , , id = 0] = supplierIds()
    const { json } = await propose({ id, set: { website: 'https://old.example' } })
    // As after seven days, in which the session and the key would end, too.
    await sql`update proposal set expires_at = hub_now() where id = ${json.proposal}::uuid`.execute(platform.db)

    await expect(decide(json.proposal, 'approve')).rejects.toMatchObject({ code: 'NOT_READY' })
    expect((await agent.call('check_proposal', { proposal: json.proposal })).json.decision).toBe('expired')
  })
})

describe('who decides', () => {
  it('is a person with the role, never a key and never the protocol', async () => {
    const [, , , , , id = 0] = supplierIds()
    const { json } = await propose({ id, set: { website: 'https://who.example' } })
    const params = { account: person.account.id, proposal: json.proposal }
    const body = { decision: 'approve' } as const

    await expect(person.keyClient.call('proposal.decide', { params, body })).rejects.toMatchObject({
      code: 'PERSON_REQUIRED',
    })
    await expect(operator.client.call('proposal.decide', { params, body })).rejects.toMatchObject({
      code: 'ROLE_TOO_LOW',
    })
    await expect(platform.other.client.call('proposal.decide', { params, body })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    const confirmed = await propose({ id, set: { website: 'https://who.example' }, confirm: true })
    expect(confirmed.text).toContain('Unrecognized key: "confirm"')
    const { tools } = await agent.client.listTools()
    expect(tools.filter(({ name }) => /decide|approve|confirm/.test(name))).toEqual([])
  })

  it('is led to the page by a program that opens links, whose answer decides nothing', async () => {
    const opened: string[] = []
    await using opening = await connect((url) => opened.push(url))
    const [, , , , , , id = 0] = supplierIds()
    const change = { connection: 'production', resource: 'suppliers', id, set: { website: 'https://link.example' } }

    const { json } = await opening.call('propose_change', { ...change, reason: 'Moved.' })

    expect(opened).toEqual([`${platform.origin}/a/${person.account.id}/proposals/${json.proposal}`])
    expect(json).toMatchObject({ decision: 'not decided yet', changes: [{ field: 'website' }] })
  })

  it('stands in the audit log, with who proposed it', async () => {
    const entries = (await platform.auditOf(person)).filter(({ action }) => action.startsWith('proposal'))

    expect(entries).toContainEqual(
      expect.objectContaining({
        action: 'proposals.create',
        actor: expect.objectContaining({ name: operator.key.name }),
      }),
    )
    expect(entries).toContainEqual(
      expect.objectContaining({
        action: 'proposal.decide',
        actor: expect.objectContaining({ name: person.person.name }),
        detail: expect.objectContaining({ decision: 'refuse', agent: 'test-agent 1.0.0' }),
      }),
    )
  })
})

describe('a rule of the account', () => {
  const rule = (connection: string, change: object = {}) => ({
    name: 'Credit',
    connection,
    resource: 'suppliers',
    change: { action: 'update' as const },
    fields: ['tax-id', 'duns'],
    mostPerDay: 2,
    ...change,
  })
  const proposeDuns = (index: number, duns: string, set: object = {}) =>
    propose({ id: supplierIds()[index], set: { duns, ...set } })

  it('lets what it names through, within its limits, also for two at once, and only once a person has made it', async () => {
    const administrator = await createTestAccount(platform, { role: 'administrator', account: person.account })
    const params = { account: person.account.id }
    const { items } = (await administrator.client.call('connections.list', { params })).body
    const body = rule(items[0]?.id ?? '', { amount: { field: 'duns', most: '100', mostPerDay: '150' } })
    const nothing = await proposeDuns(7, '1')
    await expect(administrator.keyClient.call('approvalRules.create', { params, body })).rejects.toMatchObject({
      code: 'PERSON_REQUIRED',
    })
    await expect(person.client.call('approvalRules.create', { params, body })).rejects.toMatchObject({
      code: 'ROLE_TOO_LOW',
    })
    await expect(
      administrator.client.call('approvalRules.create', { params, body: { ...body, fields: ['dunz'] } }),
    ).rejects.toMatchObject({ code: 'REQUEST_INVALID', message: expect.stringContaining('"dunz"') })
    const { body: made } = await administrator.client.call('approvalRules.create', { params, body })

    const [more, beside] = [await proposeDuns(8, '101'), await proposeDuns(8, '5', { website: 'https://x.example' })]
    const both = await Promise.all([proposeDuns(9, '80'), proposeDuns(10, '90')])
    const let1 = both.find(({ json }) => json.decision === 'accepted')
    const second = await proposeDuns(11, '40')
    const third = await proposeDuns(12, '1')

    expect([nothing, more, beside, third].map(({ json }) => json.decision)).toEqual(Array(4).fill('not decided yet'))
    expect(both.map(({ json }) => json.decision).toSorted()).toEqual(['accepted', 'not decided yet'])
    expect(let1?.json.message).toContain('The rule “Credit” accepted it.')
    expect(second.json.decision).toBe('accepted')
    expect(await settled(let1?.json.proposal)).toMatchObject({ execution: 'done' })
    expect((await administrator.client.call('approvalRules.list', { params })).body.items).toMatchObject([
      { id: made.id, used: { changes: 2, amount: expect.stringMatching(/^1[23]0$/) } },
    ])
    expect(
      (await platform.auditOf(person)).filter(({ detail }) => Object(detail).letThroughBy === 'Credit'),
    ).toHaveLength(2)

    const deleted = { params: { ...params, approvalRule: made.id } }
    await administrator.client.call('approvalRule.delete', deleted)
    expect((await proposeDuns(13, '2')).json.decision).toBe('not decided yet')
  })
})

describe('what cannot be proposed', () => {
  it.each([
    [{ id: 1, set: { webiste: 'x' } }, 'did you mean website'],
    [{ id: 1, set: { 'created-at': '2026-01-01' } }, 'created-at is read-only'],
    [{ id: 1, set: { status: 'dormant' } }, 'takes one of'],
    [{ id: 1, set: {} }, 'it is empty'],
    [{ id: 1, action: 'explode' }, 'Actions are'],
    [{ set: { website: 'x' } }, 'Give either id or key.'],
    [{ key: { number: 'nobody has this' }, set: { website: 'x' } }, 'no record of suppliers'],
  ])('is %j', async (input, words) => {
    const { isError, text } = await propose(input)

    expect([isError, text]).toEqual([true, expect.stringContaining(words)])
  })
})

async function numberOf(id: number): Promise<string> {
  const fields = ['id', 'number']
  return (await agent.call('get_record', { connection: 'production', resource: 'suppliers', id, fields })).json.record
    .number
}
