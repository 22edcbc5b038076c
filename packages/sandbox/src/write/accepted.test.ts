import { describe, expect, it } from 'vitest'
import type { SandboxFailure } from '../index.ts'
import { startOrganization } from '../testing/organization.ts'

describe('a status', () => {
  it.each([
    ['integration_history_records', { status: 'Success', 'document-type': 'InvoiceHeader', 'document-id': 40 }],
    ['return_requests', { status: 'draft' }],
  ])('of %s has values of its own', async (path, body) => {
    await using organization = await startOrganization({ records: 40 })

    expect((await organization.send('POST', path, body)).status).toBe(201)
  })

  it.each(['active', 'inactive', 'onboarding', 'draft'])('%s is one of suppliers', async (status) => {
    await using organization = await startOrganization({ records: 5 })

    expect((await organization.send('POST', 'suppliers', { name: 'x', status })).status).toBe(201)
  })

  it.each(['published', 'completed', 'false', 'Active'])('%s is none of suppliers', async (status) => {
    await using organization = await startOrganization({ records: 5 })

    const { text } = await organization.send('POST', 'suppliers', { name: 'x', status })

    expect(text).toContain('Status must be one of active, inactive, onboarding, draft')
  })
})

describe('a natural key of several fields', () => {
  it.each([{ supplier: 0 }, { supplier: 1 }])('is unique: an invoice number at supplier %o', async ({ supplier }) => {
    await using organization = await startOrganization({ records: 10 })
    const [first, second] = (await organization.get('suppliers?limit=2')).json
    const create = (owner: { id: number }, number: string): ReturnType<typeof organization.send> =>
      organization.send('POST', 'invoices', { 'invoice-number': number, supplier: { id: owner.id } })
    const owner = supplier === 0 ? first : second
    const other = supplier === 0 ? second : first
    const created = await create(owner, 'I-1')

    const again = await create(owner, 'I-1')
    const elsewhere = await create(other, 'I-1')
    const renamed = await organization.send('PUT', `invoices/${(await create(owner, 'I-2')).json.id}`, {
      'invoice-number': 'I-1',
    })
    const same = await organization.send('PUT', `invoices/${created.json.id}`, { 'invoice-number': 'I-1' })

    expect([again.status, again.json]).toEqual([
      400,
      { errors: { invoice_header: ['Invoice number has already been taken'] } },
    ])
    expect([elsewhere.status, renamed.status, same.status]).toEqual([201, 400, 200])
  })

  it('is unique among generated records as well', async () => {
    await using organization = await startOrganization({ records: 10 })
    const [{ 'invoice-number': number, supplier }] = (await organization.get('invoices?limit=1')).json

    const { status } = await organization.send('POST', 'invoices', {
      'invoice-number': number,
      supplier: { id: supplier.id },
    })

    expect(status).toBe(400)
  })
})

describe('an address for mail', () => {
  it.each([
    ['suppliers', 'po-email', { name: 'x' }],
    ['purchase_orders', 'transmission-emails', { 'po-number': 'P-1' }],
  ])('is checked in %s %s', async (path, field, others) => {
    await using organization = await startOrganization({ records: 5 })
    const create = (value: string): ReturnType<typeof organization.send> =>
      organization.send('POST', path, { ...others, [field]: value })

    expect((await create('changeemailgmail.com')).text).toContain('is not a valid email address')
    expect((await create('a@example.com, b@example')).status).toBe(201)
  })

  it('is checked in a record inside the record', async () => {
    await using organization = await startOrganization({ records: 5 })

    const { status, text } = await organization.send('POST', 'suppliers', {
      name: 'x',
      'primary-contact': { email: 'nobody' },
    })

    expect(status).toBe(400)
    expect(text).toContain('email is not a valid email address')
  })
})

describe('an expense line at the top level', () => {
  it('goes into the report that it names', async () => {
    await using organization = await startOrganization({ records: 5 })
    const [{ id }] = (await organization.get('expense_reports?limit=1')).json

    const byId = await organization.send('POST', 'expense_lines', { 'expense-report-id': id, amount: 5 })
    const byObject = await organization.send('POST', 'expense_lines', { 'expense-report': { id }, amount: 6 })

    expect([byId.status, byObject.status]).toEqual([201, 201])
    const lines = (await organization.get(`expense_reports/${id}/expense_lines`)).json
    expect(lines.map((line: { id: number }) => line.id)).toEqual(
      expect.arrayContaining([byId.json.id, byObject.json.id]),
    )
  })

  it.each([{}, { 'expense-report-id': 999_999 }, { 'expense-report-id': 'x' }])('is refused with %j', async (body) => {
    const failures: SandboxFailure[] = []
    await using organization = await startOrganization({ records: 5, onFailure: (failure) => failures.push(failure) })

    const { status, text } = await organization.send('POST', 'expense_lines', body)

    expect([status, failures]).toEqual([400, []])
    expect(text).toContain('Expense report must exist')
  })
})

describe('what was accepted', () => {
  it.each<[string, object]>([
    ['users', { 'phone-work': { 'country-code': '1', 'area-code': '650', number: '5550100', extension: '7' } }],
    [
      'quote_requests',
      { 'source-id': 7, 'quote-request-currencies': [{ rate: '1.1', 'from-currency': { code: 'EUR' } }] },
    ],
    ['budget_lines', { amount: '1000.00' }],
  ])('can be read again from %s: %j', async (path, body) => {
    await using organization = await startOrganization({ records: 5 })
    const [{ id }] = (await organization.get(`${path}?limit=1`)).json

    await organization.send('PUT', `${path}/${id}`, body)

    expect((await organization.get(`${path}/${id}`)).json).toMatchObject(body)
  })

  it('can be read again of a receipt, even what the tables list for input only', async () => {
    await using organization = await startOrganization({ records: 5 })
    const [warehouse] = (await organization.get('warehouses?limit=1')).json
    const body = { quantity: 1, 'to-warehouse': { id: warehouse.id } }

    const created = await organization.send('POST', 'receiving_transactions', body)

    const read = await organization.get(`receiving_transactions/${created.json.id}`)
    expect(read.json['to-warehouse']).toMatchObject({ id: warehouse.id })
  })

  it('is shown without secrets and commands', async () => {
    await using organization = await startOrganization({ records: 5 })
    const [{ id }] = (await organization.get('users?limit=1')).json

    const { text } = await organization.send('PUT', `users/${id}`, { password: 'canary' })

    expect(text).not.toContain('canary')
  })

  it('of a dispute can be read on the invoice and among its comments', async () => {
    await using organization = await startOrganization({ records: 40 })
    const [{ id }] = (await organization.get('invoices?status=approved&limit=1')).json

    const { json } = await organization.send('PUT', `invoices/${id}/dispute`, {
      'dispute-reason': { code: 'PRICE' },
      comment: 'Too dear',
    })

    expect(json.comments).toBe('Too dear')
    expect((await organization.get(`invoices/${id}/comments`)).json).toContainEqual(
      expect.objectContaining({ comments: 'Too dear', 'to-supplier': true }),
    )
  })

  it('of a line of a cycle count can be read there and in the count', async () => {
    await using organization = await startOrganization({ records: 5 })
    const [{ id, 'cycle-count-lines': lines }] = (await organization.get('cycle_counts?limit=1')).json
    const path = `cycle_counts/${id}/cycle_count_lines`
    const listed = (await organization.get(path)).json

    const { json } = await organization.send('PUT', `${path}/${listed[0].id}`, {
      'cycle-count-line-lots': [{ 'inventory-lot-number': 'L-1', quantity: '5.0' }],
    })

    expect(lines.map((line: { id: number }) => line.id)).toEqual(listed.map((line: { id: number }) => line.id))
    expect(json['cycle-count-line-lots']).toMatchObject([{ 'inventory-lot-number': 'L-1', quantity: '5.0' }])
  })
})

describe('generated data', () => {
  it('has orders that can be opened again', async () => {
    await using organization = await startOrganization({ records: 300 })
    const [{ id }] = (await organization.get('purchase_orders?status=soft_closed&limit=1')).json

    expect((await organization.send('PUT', `purchase_orders/${id}/reopen`)).json.status).toBe('issued')
  })

  it.each([
    ['PL', 8],
    ['MX', 16],
    ['FR', 5.5],
    ['DE', 7],
    ['DE', 19],
  ])('has the tax rate of %s with %d %', async (country, percentage) => {
    await using organization = await startOrganization({ records: 5 })
    const [{ id }] = (await organization.get('suppliers?limit=1')).json

    const { status } = await organization.send('POST', 'invoices', {
      'invoice-number': 'I-1',
      supplier: { id },
      'invoice-lines': [
        {
          description: 'x',
          price: 1,
          quantity: 1,
          'tax-lines': [{ 'tax-rate': { percentage, country: { code: country } } }],
        },
      ],
    })

    expect(status).toBe(201)
  })
})

describe('integration history records', () => {
  it.each(['mark_exported', 'create_alert_and_mark_exported'])('say what is missing in %s', async (action) => {
    await using organization = await startOrganization({ records: 5 })
    const path = `integration_history_records/${action}`

    const without = await organization.send('POST', path, {})
    const unknown = await organization.send('POST', path, { 'document-type': 'InvoiceHeader', 'document-id': 'abc' })

    expect(without.text).toContain("Document can't be blank")
    expect(unknown.text).toContain('Document InvoiceHeader with id abc could not be found')
    expect([without.status, unknown.status]).toEqual([400, 400])
  })
})
