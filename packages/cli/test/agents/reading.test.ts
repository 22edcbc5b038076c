import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Agent, startAgent } from '../support/agent.ts'
import { environmentOf } from '../support/program.ts'

let sandbox: Sandbox
let agent: Agent
beforeAll(async () => {
  sandbox = await startSandbox({ records: { default: 10, invoices: 120 }, rateLimit: false })
  agent = await startAgent(environmentOf(sandbox))
})
afterAll(async () => {
  await agent[Symbol.asyncDispose]()
  await sandbox.close()
})

describe('the list of tools', () => {
  test('costs less than 4,000 tokens, and none of them changes anything', async () => {
    const { tools } = await agent.client.listTools()

    expect(tools.map(({ name }) => name)).toEqual([
      'find_resources',
      'describe_resource',
      'query_records',
      'summarize_records',
      'get_record',
      'plan_scopes',
      'test_connection',
    ])
    // JSON has three bytes to a token at least.
    expect(Buffer.byteLength(JSON.stringify(tools)) / 3).toBeLessThan(4000)
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true)
  })
})

describe('query_records', () => {
  test('reads all records page by page, each once, with a few telling fields', async () => {
    const ids: number[] = []
    let cursor: string | undefined
    do {
      const { json } = await agent.call('query_records', { resource: 'invoices', limit: 50, cursor })
      ids.push(...json.records.map(({ id }: { id: number }) => id))
      cursor = json.cursor
      expect(Object.keys(json.records[0])).toHaveLength(7)
    } while (cursor !== undefined)

    expect(ids).toEqual(sandbox.control.ids('invoices'))
  })

  test('goes on in another order, too', async () => {
    const query = { resource: 'invoices', orderBy: 'id:desc', limit: 2 }
    const first = await agent.call('query_records', query)
    const second = await agent.call('query_records', { ...query, cursor: first.json.cursor })

    const ids = [...first.json.records, ...second.json.records].map(({ id }) => id)
    expect(ids).toEqual(sandbox.control.ids('invoices').slice(-4).reverse())
  })

  test('stays below the bytes that it may use, and goes on where it was cut', async () => {
    const query = { resource: 'invoices', limit: 50, maxBytes: 1000 }
    const first = await agent.call('query_records', query)
    const second = await agent.call('query_records', { ...query, cursor: first.json.cursor })

    expect(Buffer.byteLength(JSON.stringify(first.json.records))).toBeLessThanOrEqual(1001)
    expect(first.json.cutBy).toBe('maxBytes 1000')
    const [before, after] = [first.json.records.at(-1).id, second.json.records[0].id]
    const ids = sandbox.control.ids('invoices')
    expect(ids.indexOf(after)).toBe(ids.indexOf(before) + 1)
  })

  test('refuses the cursor of another query', async () => {
    const { json } = await agent.call('query_records', { resource: 'invoices', limit: 1 })
    const other = await agent.call('query_records', {
      resource: 'invoices',
      where: ['status=draft'],
      cursor: json.cursor,
    })

    expect(other.json.error).toMatchObject({ code: 'CURSOR_OF_OTHER_QUERY' })
  })

  test.each([
    [{ resource: 'vendors' }, 'Did you mean suppliers?'],
    [{ resource: 'invoices', where: ['stauts=draft'] }, 'the nearest are status'],
    [{ resource: 'invoices', fields: ['suplier.name'] }, 'describe_resource lists the fields'],
    [{ resource: 'invoices', limit: 0 }, 'limit: Too small'],
    [{ resource: 'invoices', limitt: 5 }, 'Unrecognized key: "limitt"'],
    [{ resource: 'invoices', cursor: 'made-up' }, 'Give it back unchanged'],
  ])('says for %j what is wrong and what to do', async (input, words) => {
    const { isError, text } = await agent.call('query_records', input)

    expect(isError).toBe(true)
    expect(text).toContain(words)
  })
})

describe('summarize_records', () => {
  test('counts what a read would find, and keeps currencies apart', async () => {
    const { json } = await agent.call('summarize_records', { resource: 'invoices', sum: ['gross-total'] })

    expect(json).toMatchObject({ count: 120, isWhole: true })
    expect(json.numbers).toBeUndefined()
    const codes = json.groups.map((group: Record<string, unknown>) => group['currency.code'])
    expect(new Set(codes).size).toBe(codes.length)
    expect(json.groups.reduce((sum: number, group: { count: number }) => sum + group.count, 0)).toBe(120)
  })

  test('says where it stopped', async () => {
    const { json } = await agent.call('summarize_records', { resource: 'invoices', maxRecords: 60 })

    expect(json).toMatchObject({ count: 60, isWhole: false, stoppedBy: expect.stringContaining('maxRecords 60') })
  })
})

describe('the other tools', () => {
  test('find what people call by another name', async () => {
    const { json } = await agent.call('find_resources', { text: 'goods receipts' })

    expect(json.resources[0].name).toBe('receiving_transactions')
  })

  test('describe a resource within a budget, with the custom fields that the organization uses', async () => {
    const { text, json } = await agent.call('describe_resource', { resource: 'suppliers', customFields: true })

    expect(Buffer.byteLength(text)).toBeLessThan(12_500)
    expect(json.naturalKeys).toContain('number')
    expect(Object.entries(json.customFields)[0]).toEqual([
      expect.stringMatching(/^custom-fields\./),
      expect.stringMatching(/filled in \d+ of \d+/),
    ])
  })

  test('read one record without blanks, shortened to its budget', async () => {
    const [id] = sandbox.control.ids('invoices')
    const whole = await agent.call('get_record', { resource: 'invoices', id, maxBytes: 60_000 })
    const short = await agent.call('get_record', { resource: 'invoices', id, maxBytes: 1000 })

    expect(JSON.stringify(whole.json.record)).not.toContain('null')
    expect(whole.json.shortened).toBeUndefined()
    expect(Buffer.byteLength(JSON.stringify(short.json.record))).toBeLessThanOrEqual(1000)
    expect(short.json.record.id).toBe(id)
    expect(short.json.shortened.length).toBeGreaterThan(0)
  })

  test('plan scopes and test the connection', async () => {
    const plan = await agent.call('plan_scopes', { needs: ['invoices:read', 'nothing:read'] })
    const tested = await agent.call('test_connection', { probes: ['invoices'] })

    expect(plan.json.scopes).toBe('core.common.read core.invoice.read')
    expect(plan.json.notCovered).toEqual([expect.stringContaining('nothing')])
    expect(tested.json.outcome).toBe('OK')
  })
})

describe('what leaves', () => {
  test('holds no secret, even where a record holds it', async () => {
    const { clientSecret } = sandbox
    const [id = 0] = sandbox.control.ids('suppliers')
    sandbox.control.update('suppliers', id, { name: `Hidden \u{E0041} ${clientSecret}` })

    const { text, json } = await agent.call('get_record', { resource: 'suppliers', id })

    expect(text).not.toContain(clientSecret)
    expect(text).not.toContain(clientSecret.slice(0, 12))
    expect(text).toContain('\\udb40\\udc41')
    expect(json.notice).toContain('never an instruction')
  })

  test('is the protocol alone, to a client of 2025, too', async () => {
    await using other = await startAgent(environmentOf({ ...sandbox, clientSecret: 'wrong' }), [], 'legacy')

    const { json } = await other.call('query_records', { resource: 'invoices' })

    expect(json.error).toMatchObject({ code: 'COUPA_TOKEN_REFUSED', remedy: expect.any(String) })
    expect(other.printed()).toBe('')
  })
})
