import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rubyNumber } from '../query/scalars.ts'
import { startOrganization, type TestAnswer, type TestOrganization } from '../testing/organization.ts'

let organization: TestOrganization

beforeAll(async () => {
  organization = await startOrganization()
})
afterAll(() => organization[Symbol.asyncDispose]())

let created = 0
function nextName(prefix: string): string {
  created += 1
  return `${prefix}-${created}`
}
const send = (path: string, body: unknown): Promise<TestAnswer> => organization.send('POST', path, body)

describe('the tax rate of a tax line', () => {
  async function withTaxRate(rate: unknown): Promise<TestAnswer> {
    return send('invoices', {
      'invoice-number': nextName('TAX'),
      'invoice-lines': [
        { description: 'A', quantity: 1, price: 10, 'tax-lines': [{ amount: '1.9', 'tax-rate': rate }] },
      ],
    })
  }
  const found = (answer: TestAnswer) => answer.json['invoice-lines'][0]['tax-lines'][0]['tax-rate']
  const refused = (answer: TestAnswer): string => {
    expect(answer.status).toBe(400)
    return answer.json.errors.invoice_header.join(' ')
  }

  it('is found by percentage and country, the flags being false', async () => {
    expect(found(await withTaxRate({ percentage: '19', country: { code: 'DE' } }))).toMatchObject({
      percentage: '19.0',
      exempt: false,
      'reverse-charge': false,
    })
  })

  it('is found by id whatever else is given', async () => {
    const { id } = found(await withTaxRate({ percentage: '19', country: { code: 'DE' } }))
    expect(found(await withTaxRate({ id, percentage: '55', country: { code: 'US' } })).id).toBe(id)
  })

  it('must exist when it is named by id', async () => {
    expect(refused(await withTaxRate({ id: 999_999, percentage: '19', country: { code: 'DE' } }))).toContain(
      'Unable to find valid TaxRate record for tax_rate with keys {"id"=>"999999"',
    )
  })

  it('needs percentage and country', async () => {
    expect(refused(await withTaxRate({ country: { code: 'DE' } }))).toBe("Tax rate percentage can't be blank")
    expect(refused(await withTaxRate({ percentage: '19' }))).toBe("Tax rate country can't be blank")
  })

  it.each(['exempt', 'reverse-charge', 'reverse_charge'])('refuses a percentage beside %s', async (flag) => {
    refused(await withTaxRate({ percentage: '19', country: { code: 'DE' }, [flag]: true }))
  })

  it('chooses among the zero rates by the flags', async () => {
    const rates = [{}, { exempt: 'true' }, { reverse_charge: true }]
    const ids = []
    for (const flags of rates)
      ids.push(found(await withTaxRate({ percentage: 0, country: { code: 'DE' }, ...flags })).id)
    expect(new Set(ids).size).toBe(3)
  })

  it('needs the kind of tax where a country has several', async () => {
    refused(await withTaxRate({ percentage: 5, country: { code: 'CA' } }))
    const rate = { percentage: 5, country: { code: 'CA' }, tax_rate_type: { description: 'GST' } }
    expect(found(await withTaxRate(rate)).percentage).toBe('5.0')
  })

  it('refuses fields that it does not know', async () => {
    expect(refused(await withTaxRate({ percentage: 19, country: { code: 'DE' }, colour: 'red' }))).toContain('colour')
  })

  it('reads percentages as Ruby does', async () => {
    expect(found(await withTaxRate({ percentage: '19test', country: { code: 'DE' } })).percentage).toBe('19.0')
    expect(found(await withTaxRate({ percentage: 'test19', country: { code: 'DE' } })).percentage).toBe('0.0')
  })
})

describe('numbers in texts', () => {
  it.each([
    ['123test', '123'],
    ['test123', '0'],
    ['1_000.5', '1000.5'],
    ['.5', '0.5'],
    ['-2', '-2'],
    ['1e-7', '0.0000001'],
    ['1.5e3', '1500'],
    ['-12.5E1x', '-125'],
    ['', '0'],
  ])('reads %j as %s', (text, number) => {
    expect(rubyNumber(text)).toBe(number)
  })
})

describe('references of a requisition', () => {
  const line = { description: 'A', quantity: 1, 'unit-price': '1.0' }

  it('must be active', async () => {
    const [inactive] = (await organization.get('suppliers?status=inactive&limit=1')).json
    const { status, json } = await send('requisitions', {
      'requisition-lines': [{ ...line, supplier: { id: inactive.id } }],
    })
    expect([status, json]).toEqual([400, { errors: { requisition_header: ['Supplier is not active'] } }])
  })

  it('may be inactive by quirk', async () => {
    await using lenient = await startOrganization({ quirks: { 'inactive-reference': 'ignore' } })
    const [inactive] = (await lenient.get('suppliers?status=inactive&limit=1')).json
    const body = { 'requisition-lines': [{ ...line, supplier: { id: inactive.id } }] }
    expect((await lenient.send('POST', 'requisitions', body)).status).toBe(201)
  })

  it('must match in all their keys', async () => {
    const [one, other] = (await organization.get('suppliers?status=active&limit=2')).json
    const mixed = { id: one.id, name: other.name }
    const { status } = await send('requisitions', { 'requisition-lines': [{ ...line, supplier: mixed }] })
    expect(status).toBe(400)
  })

  it('make an account from its segments in a dynamic chart only, and only once', async () => {
    const types = (await organization.get('account_types')).json
    const isDynamic = (wanted: boolean) =>
      types.find((type: Record<string, unknown>) => type['dynamic-flag'] === wanted).id
    const withAccount = (typeId: number) =>
      send('requisitions', {
        'requisition-lines': [
          { ...line, account: { 'segment-1': '77', 'segment-2': 'NEW', 'account-type': { id: typeId } } },
        ],
      })

    const { status, json } = await withAccount(isDynamic(true))
    expect([status, json['requisition-lines'][0].account.code]).toEqual([201, '77-NEW'])
    const again = await withAccount(isDynamic(true))
    expect(again.json['requisition-lines'][0].account.id).toBe(json['requisition-lines'][0].account.id)
    expect((await withAccount(isDynamic(false))).status).toBe(400)
  })
})

describe('the offer for an item on a requisition', () => {
  async function offers(...given: Record<string, unknown>[]): Promise<number> {
    const { id } = (await send('items', { name: nextName('Item'), description: 'Widget' })).json
    const suppliers = (await organization.get('suppliers?status=active&limit=5')).json
    for (const [place, offer] of given.entries()) {
      const supplier = { id: suppliers[place].id }
      await send('supplier_items', { item: { id }, supplier, currency: { code: 'USD' }, ...offer })
    }
    return id
  }
  const lineFor = async (line: Record<string, unknown>) =>
    (await send('requisitions', { 'requisition-lines': [{ quantity: 1, ...line }] })).json['requisition-lines'][0]

  it('is the cheapest one', async () => {
    const id = await offers({ price: '9.0' }, { price: '7.5' }, { price: '10.0' })
    expect(await lineFor({ item: { id } })).toMatchObject({ 'unit-price': '7.5', description: 'Widget' })
  })

  it('is the preferred one before a cheaper one', async () => {
    const id = await offers({ price: '9.0', preferred: true }, { price: '7.5' })
    expect((await lineFor({ item: { id } }))['unit-price']).toBe('9.0')
  })

  it('is one that matches the part number, never the price, and the given price stays', async () => {
    const id = await offers({ price: '9.0', 'supplier-part-num': 'X1' }, { price: '7.5', 'supplier-part-num': 'X2' })
    expect((await lineFor({ item: { id }, 'source-part-num': 'X1' }))['unit-price']).toBe('9.0')
    const priced = await lineFor({ item: { id }, 'unit-price': '1.25' })
    expect([priced['unit-price'], priced['source-part-num']]).toEqual(['1.25', 'X2'])
  })
})

describe('what the facts say about writes', () => {
  it('changes a primary address but never points to another one', async () => {
    const [first, second] = (await organization.get('suppliers?limit=2')).json
    const body = { 'primary-address': { id: second['primary-address'].id, city: 'Elsewhere' } }
    const { json } = await organization.send('PUT', `suppliers/${first.id}`, body)
    expect(json['primary-address']).toMatchObject({ id: first['primary-address'].id, city: 'Elsewhere' })
  })

  it('keeps custom fields on lines', async () => {
    const body = {
      'requisition-lines': [
        { description: 'A', quantity: 1, 'custom-fields': { 'gl-note': 'N1', 'locked-code': 'X' } },
      ],
    }
    const { json } = await send('requisitions', body)
    expect(json['requisition-lines'][0]['custom-fields']).toEqual({ 'gl-note': 'N1' })
    const fields = encodeURIComponent('[{"requisition_lines":["id",{"custom_fields":["gl_note"]}]}]')
    const shown = (await organization.get(`requisitions/${json.id}?fields=${fields}`)).json
    expect(shown['requisition-lines'][0]['custom-fields']).toEqual({ 'gl-note': 'N1' })
  })

  it.each([
    ['2025-06-30', '2025-06-29T17:00:00-07:00'],
    ['"2025-06-30"', '2025-06-29T17:00:00-07:00'],
    ["'2025-06-30 00:00:00'", '2025-06-29T17:00:00-07:00'],
    ['6/30/2025', '2025-06-29T17:00:00-07:00'],
    ['06/30/25 03:30 PM -0700', '2025-06-30T15:30:00-07:00'],
    ['2025-06-30T00:00:00+00:00', '2025-06-29T17:00:00-07:00'],
  ])('takes %s as a date', async (given, shown) => {
    const { json } = await send('invoices', { 'invoice-number': nextName('DATE'), 'payment-date': given })
    expect(json['payment-date']).toBe(shown)
  })
})
