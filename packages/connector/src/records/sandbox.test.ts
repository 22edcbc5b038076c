import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Connection, createConnection } from '../connection.ts'
import { ValidationError } from '../errors/answer-errors.ts'
import { OutcomeUnknownError } from '../errors/unfinished-errors.ts'

let sandbox: Sandbox
let connection: Connection
let run = 0

beforeAll(async () => {
  sandbox = await startSandbox({ records: 20, rateLimit: false, apiKey: true })
  connection = createConnection(
    { authenticationType: 'api-key', url: sandbox.url, token: sandbox.apiKey },
    { rate: { perSecond: 10_000, burst: 10_000 } },
  )
})

afterAll(async () => {
  await connection[Symbol.asyncDispose]()
  await sandbox.close()
})

beforeEach(() => {
  sandbox.control.clearFaults()
  run++
})

const countSuppliers = () => sandbox.control.ids('suppliers').length
const supplier = (number = 0) => ({ name: `Test Supplier ${run}-${number}`, number: `T-${run}-${number}` })
const timesOfMark = (isExported: boolean) => ({
  'last-exported-at': isExported ? expect.any(String) : null,
  'updated-at': expect.any(String),
})
/** No test sleeps: the sandbox has done its work when the connection breaks. */
const atOnce = { settleDelaysMs: [0, 0] }

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = []
  for await (const item of items) collected.push(item)
  return collected
}

describe('the verbs of a resource and a Coupa that they do not know', () => {
  it.each(['json', 'xml'] as const)('creates, changes and reads a supplier in %s', async (format) => {
    const suppliers = connection.resource('suppliers')

    const created = await suppliers.create(supplier(), { format })
    const updated = await suppliers.update(created.id ?? 0, { website: 'https://example.com/?a=1&b=<2>' }, { format })
    const read = await suppliers.get(created.id ?? 0, { format, fields: ['id', 'number', 'website'] })

    expect(created).toMatchObject({ via: 'answer', record: supplier() })
    expect(updated.record?.website).toBe('https://example.com/?a=1&b=<2>')
    expect(read).toEqual({ id: created.id, number: supplier().number, website: 'https://example.com/?a=1&b=<2>' })
  })

  it.each(['json', 'xml'] as const)('notes in %s what Coupa ignored of a change', async (format) => {
    const [account] = sandbox.control.ids('accounts')
    const accounts = connection.resource('accounts')
    const ignored: object = { code: '99-1', 'totally-unknown': 'x', active: false }

    const { notices } = await accounts.update(account ?? 0, ignored, { format })

    expect(notices.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
      'code read-only',
      'totally-unknown unknown',
    ])
  })

  it.each(['json', 'xml'] as const)(
    'has nothing to note in %s of a record that is sent back as it was read',
    async (format) => {
      for (const name of ['invoices', 'suppliers', 'users', 'accounts', 'expense_reports', 'items']) {
        const [id = 0] = sandbox.control.ids(name)
        const resource = connection.resource(name)

        const { notices } = await resource.update(id, await resource.get(id, { format }), { format })

        expect(notices, name).toEqual([])
      }
    },
  )

  it('sends nothing that the catalog shows to be ignored when that is an error', async () => {
    const before = sandbox.counters.api
    const ignored: object = { ...supplier(), 'totally-unknown': 'x' }

    const attempt = connection.resource('suppliers').create(ignored, { ignoredFields: 'error' })

    await expect(attempt).rejects.toMatchObject({
      code: 'COUPA_FIELDS_IGNORED',
      details: { isWritten: false, notices: [{ field: 'totally-unknown' }] },
    })
    expect(sandbox.counters.api).toBe(before)
  })

  it('never tells a record as failed that was created without a field', async () => {
    const inputs = [supplier(1), { ...supplier(2), 'custom-fields': { 'never-set-up': 'x' } }]
    await using strict = await startSandbox({ records: 1, apiKey: true, quirks: { 'unknown-custom-field': 'ignore' } })
    await using connected = createConnection({ authenticationType: 'api-key', url: strict.url, token: strict.apiKey })

    const outcomes = await collect(connected.resource('suppliers').createMany(inputs, { ignoredFields: 'error' }))

    expect(outcomes).toMatchObject([
      { status: 'created', id: expect.any(Number) },
      {
        status: 'created',
        id: expect.any(Number),
        notices: [{ field: 'custom-fields.never-set-up' }],
        error: { code: 'COUPA_FIELDS_IGNORED', details: { isWritten: true } },
      },
    ])
    expect(outcomes[0]).not.toHaveProperty('error')
  })

  it.each([
    ['mark-exported', true],
    ['mark_not_exported', false],
    ['export', true],
  ])('sets the exported flag with the action %s, reading back only what it needs', async (action, expected) => {
    const [id] = sandbox.control.ids('invoices')

    const answer = await connection.resource<string>('invoices').action(id, action)

    expect(answer).toEqual({ kind: 'record', record: { id, exported: expected, ...timesOfMark(expected) } })
  })

  it('takes no fields beside the command for the exported flag', async () => {
    const [id] = sandbox.control.ids('invoices')
    const attempt = connection.resource<string>('invoices').action(id, 'mark-exported', { comment: 'x' })

    await expect(attempt).rejects.toMatchObject({
      code: 'COUPA_OPTIONS_INVALID',
      details: { problems: [{ option: 'comment' }] },
    })
  })

  it.each(['json', 'xml'] as const)('keeps all messages of a refusal in %s', async (format) => {
    const attempt = connection.resource('suppliers').create({ name: '' }, { format })

    await expect(attempt).rejects.toBeInstanceOf(ValidationError)
    await expect(attempt).rejects.toThrow("Name can't be blank")
  })

  it.each(['drop-answer', 'cut-body', 'garbage', 'login-page', 'wrong-length'] as const)(
    'makes one supplier, whatever becomes of the answer: %s',
    async (kind) => {
      const before = countSuppliers()
      sandbox.control.fault({ kind, method: 'POST' })

      const created = await connection.resource('suppliers').create(supplier(), atOnce)

      expect(created.record).toMatchObject(supplier())
      expect(countSuppliers()).toBe(before + 1)
    },
  )

  it.each(['reset', 'unavailable'] as const)('sends again what was provably not carried out: %s', async (kind) => {
    const before = countSuppliers()
    sandbox.control.fault({ kind, method: 'POST' })

    const created = await connection.resource('suppliers').create(supplier(), atOnce)

    expect(created.via).toBe('answer')
    expect(countSuppliers()).toBe(before + 1)
  })

  it('says that the outcome is unknown where there is no natural key, and sends no second time', async () => {
    sandbox.control.fault({ kind: 'drop-answer', method: 'POST' })
    sandbox.control.resetLog()

    const attempt = connection.resource('requisitions').create({ justification: 'Spare gaskets' })

    await expect(attempt).rejects.toBeInstanceOf(OutcomeUnknownError)
    expect(sandbox.requests.filter((request) => request.method === 'POST')).toHaveLength(1)
  })

  it('makes each record of a batch once while every third answer is lost', async () => {
    const before = countSuppliers()
    sandbox.control.fault({ kind: 'drop-answer', method: 'POST', every: 3 })
    const inputs = Array.from({ length: 30 }, (_, number) => supplier(number))

    const outcomes = await collect(connection.resource('suppliers').createMany(inputs, atOnce))

    expect(outcomes.map((outcome) => [outcome.index, outcome.status, outcome.record?.number])).toEqual(
      inputs.map(({ number }, index) => [index, 'created', number]),
    )
    expect(new Set(outcomes.map((outcome) => outcome.id)).size).toBe(30)
    expect(countSuppliers()).toBe(before + 30)
  })

  it.each([
    ['all fields', undefined],
    ['few fields', ['id', 'rate']],
  ])('makes an exchange rate once when the answer is lost, reading %s', async (_name, fields) => {
    const rates = connection.resource('exchange_rates')
    const rateDate = fields === undefined ? '2031-03-01' : '2031-03-02'
    const rate = (code: string) => ({
      'from-currency': { code: 'USD' },
      'to-currency': { code },
      rate: '0.9',
      'rate-date': rateDate,
    })
    await rates.create(rate('GBP'))
    const before = sandbox.control.ids('exchange_rates').length
    sandbox.control.fault({ kind: 'drop-answer', method: 'POST' })

    const created = await rates.create(rate('EUR'), { ...atOnce, ...(fields === undefined ? {} : { fields }) })

    expect(created.via).toBe('look-up')
    expect(await rates.get(created.id ?? 0)).toMatchObject({ 'to-currency': { code: 'EUR' } })
    expect(sandbox.control.ids('exchange_rates')).toHaveLength(before + 1)
  })

  it('submits a draft invoice', async () => {
    const invoices = connection.resource('invoices')
    const [draft] = await collect(invoices.query({ where: { status: 'draft' }, limit: 1 }))
    if (draft === undefined) throw new TypeError('the sandbox has no draft')

    const answer = await invoices.action(draft.id, 'submit')

    expect(answer).toMatchObject({ kind: 'record', record: { id: draft.id } })
    expect(answer).not.toMatchObject({ record: { status: 'draft' } })
  })

  it('marks an invoice as exported and as not', async () => {
    const [id = 0] = sandbox.control.ids('invoices')
    const invoices = connection.resource('invoices')

    const marked = await invoices.markExported(id)
    const reset = await invoices.unmarkExported(id)

    expect(marked.record).toEqual({ id, exported: true, ...timesOfMark(true) })
    expect(reset.record).toEqual({ id, exported: false, ...timesOfMark(false) })
  })

  it('answers a mark with the fields that are asked for', async () => {
    const [id = 0] = sandbox.control.ids('invoices')

    const marked = await connection.resource('invoices').markExported(id, { fields: ['status', 'exported'] })

    expect(Object.keys(marked.record ?? {}).toSorted()).toEqual(['exported', 'id', 'status'])
  })

  it.each(['coupa_pay/payments', 'payables/allocations', 'asn/headers', 'supplier_information_sites'])(
    'marks records of %s as exported',
    async (name) => {
      const [id = 0] = sandbox.control.ids(name)

      const marked = await connection.resource<string>(name).markExported(id)

      expect(marked.record).toMatchObject({ id, exported: true })
    },
  )
})
