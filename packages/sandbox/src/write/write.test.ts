import { describe, expect, it } from 'vitest'
import { startOrganization, type TestOrganization } from '../testing/organization.ts'

async function createOrder(
  organization: TestOrganization,
): Promise<{ id: number; lines: { id: number; description: string }[] }> {
  const lines = [
    { description: 'Bolt', quantity: 4, price: '1.50', currency: { code: 'EUR' } },
    { description: 'Nut', quantity: 8, price: '0.50' },
  ]
  const { json } = await organization.send('POST', 'purchase_orders', { 'po-number': 'X-1', order_lines: lines })
  return { id: json.id, lines: json['order-lines'] }
}

describe('writes', () => {
  it('change only what they name, and touch updated-at and updated-by', async () => {
    let time = 1_790_000_000_000
    await using organization = await startOrganization({ clock: { now: () => time } })
    const [before] = (await organization.get('suppliers?limit=1')).json
    time += 60_000

    const { status, json } = await organization.send('PATCH', `suppliers/${before.id}`, {
      'po-email': 'new@example.com',
    })

    expect(status).toBe(200)
    expect(json).toMatchObject({ name: before.name, number: before.number, 'po-email': 'new@example.com' })
    expect(new Date(json['updated-at']).getTime()).toBe(time)
    expect(json['updated-by'].login).toBe('svc_api')
  })

  it('report everything that is wrong, in Rails style, under the model', async () => {
    await using organization = await startOrganization()
    const [taken] = (await organization.get('suppliers?limit=1')).json

    const blank = await organization.send('POST', 'suppliers', { number: 'S-77777' })
    const wrong = await organization.send('POST', 'suppliers', { name: taken.name, 'po-method': 'pigeon' })
    const long = await organization.send('POST', 'suppliers', { name: 'x'.repeat(101) })
    const xml = await organization.send('POST', 'suppliers', '<supplier/>', {
      accept: 'application/xml',
      'content-type': 'application/xml',
    })

    expect(blank.json).toEqual({ errors: { supplier: ["Name can't be blank"] } })
    expect(wrong.json.errors.supplier).toEqual(
      expect.arrayContaining(['Name has already been taken', 'Po method is not included in the list']),
    )
    expect(long.json.errors.supplier).toEqual(['Name is too long (maximum is 100 characters)'])
    expect([xml.status, xml.text]).toEqual([
      400,
      expect.stringContaining("<error><![CDATA[Name can't be blank]]></error>"),
    ])
  })

  it('refuse a reference that does not exist, with the documented message', async () => {
    await using organization = await startOrganization()

    const { status, json } = await organization.send('POST', 'requisitions', {
      currency: { code: 'ZZZ' },
      department: { name: 'Nowhere' },
    })

    expect(status).toBe(400)
    expect(json.errors.requisition_header).toEqual([
      'Unable to find valid Department record for department with keys {"name"=>"Nowhere"}. Possible keys are ["id", "name"]. Please verify your xml.',
    ])
  })

  it('leave the value alone for a missing reference by quirk', async () => {
    await using organization = await startOrganization({ quirks: { 'missing-reference': 'ignore' } })
    const [{ id, 'payment-term': before }] = (await organization.get('suppliers?limit=1')).json

    const { status, json } = await organization.send('PUT', `suppliers/${id}`, { 'payment-term': { code: 'ZZZ' } })

    expect(status).toBe(200)
    expect(json['payment-term']).toEqual(before)
  })

  it('need all given keys of a reference to match one record', async () => {
    await using organization = await startOrganization()
    const [first, second] = (await organization.get('suppliers?limit=2')).json

    const { status } = await organization.send('POST', 'contracts', {
      name: 'C',
      number: 'C-1',
      supplier: { id: first.id, name: second.name },
    })

    expect(status).toBe(400)
  })

  it('ignore read-only and unknown members, and custom fields that are not editable', async () => {
    await using organization = await startOrganization()
    const [before] = (await organization.get('invoices?limit=1')).json

    const { status, json } = await organization.send('PUT', `invoices/${before.id}`, {
      id: 1,
      'gross-total': '1.00',
      colour: 'red',
      exported: !before.exported,
      custom_fields: { legacy_code: 'no', erp_number: 'yes' },
    })

    expect(status).toBe(200)
    expect(json).toMatchObject({ id: before.id, 'gross-total': before['gross-total'], exported: before.exported })
    expect(json['custom-fields']).toMatchObject({
      'erp-number': 'yes',
      'legacy-code': before['custom-fields']['legacy-code'],
    })
    expect(json).not.toHaveProperty('colour')
  })

  it('change, add and delete lines, and leave the others', async () => {
    await using organization = await startOrganization()
    const { id, lines } = await createOrder(organization)
    const body = `<order-header><order-lines type="array">
      <order-line><id type="integer">${lines[0]?.id}</id><quantity>9</quantity></order-line>
      <order-line><description>Washer</description><price>35.00</price></order-line>
      <order-line><id>${lines[1]?.id}</id><_delete>true</_delete></order-line></order-lines></order-header>`

    const { json } = await organization.send('PUT', `purchase_orders/${id}`, body, {
      'content-type': 'application/xml',
    })

    expect(json['order-lines']).toMatchObject([
      { id: lines[0]?.id, description: 'Bolt', quantity: '9.0', price: '1.50', currency: { code: 'EUR' } },
      { description: 'Washer', price: '35.00' },
    ])
  })

  it('show lines of documents under their own path as well', async () => {
    await using organization = await startOrganization()
    const { id, lines } = await createOrder(organization)

    const line = (await organization.get(`purchase_order_lines/${lines[0]?.id}`)).json
    const listed = (await organization.get(`purchase_order_lines?order_header_id=${id}`)).json

    expect(line).toMatchObject({ description: 'Bolt', 'order-header-id': id })
    expect(listed.map((row: { id: number }) => row.id)).toEqual(lines.map((row) => row.id))
  })

  it('reach the addresses of a supplier through the supplier and below it', async () => {
    await using organization = await startOrganization()
    const [{ id }] = (await organization.get('suppliers?limit=1')).json
    const address = { name: 'HQ', street1: 'Quai 1', city: 'Lyon', 'postal-code': '69002', country: { code: 'FR' } }

    const created = await organization.send('POST', `suppliers/${id}/addresses`, address)
    const updated = await organization.send('PUT', `suppliers/${id}/addresses/${created.json.id}`, { city: 'Paris' })
    const inSupplier = (await organization.get(`suppliers/${id}`)).json['remit-to-addresses']
    const deleted = await organization.send('DELETE', `suppliers/${id}/addresses/${created.json.id}`)

    expect([created.status, updated.status, deleted.status]).toEqual([201, 200, 200])
    expect(inSupplier).toContainEqual(expect.objectContaining({ id: created.json.id, city: 'Paris' }))
    expect((await organization.get(`suppliers/${id}/addresses/${created.json.id}`)).status).toBe(404)
  })

  it('take the id of an association under its own name', async () => {
    await using organization = await startOrganization()
    const [type] = (await organization.get('account_types?limit=1')).json

    const account = await organization.send('POST', 'accounts', { name: 'Travel', account_type_id: type.id })
    const missing = await organization.send('POST', 'accounts', { name: 'Travel', account_type_id: 999_999 })

    expect(account.json['account-type']).toMatchObject({ id: type.id, name: type.name })
    expect(missing.json.errors.account[0]).toContain('with keys {"id"=>"999999"}')
  })

  it('read numbers and booleans out of texts as Ruby does', async () => {
    await using organization = await startOrganization()
    const country = { code: 'DE' }

    const { json } = await organization.send('POST', 'tax_codes', {
      code: 'R1',
      percentage: '123test',
      active: 'false',
      country,
    })

    expect(json).toMatchObject({ percentage: '123.0', active: false, country: { code: 'DE', name: 'Germany' } })
  })

  it('clear a value with null, in XML with nil', async () => {
    await using organization = await startOrganization()
    const { id } = (
      await organization.send('POST', 'suppliers', {
        name: 'N',
        website: 'https://n.example',
        'payment-term': { code: 'N45' },
      })
    ).json

    const { json } = await organization.send('PUT', `suppliers/${id}`, { website: null, payment_term: null })

    expect(json.website).toBeNull()
    expect(json).not.toHaveProperty('payment-term')
  })

  it('answer 404 for a record that is not there', async () => {
    await using organization = await startOrganization()

    expect((await organization.get('suppliers/999999')).status).toBe(404)
    expect((await organization.send('PUT', 'suppliers/999999', {})).status).toBe(404)
    expect((await organization.get('suppliers/999999/addresses')).status).toBe(404)
  })
})

describe('the exported flag', () => {
  it('is set and reset by the query string of a PUT, with the time of the export', async () => {
    await using organization = await startOrganization()
    const [{ id }] = (await organization.get('invoices?exported=false&limit=1')).json

    const set = await organization.send('PUT', `invoices/${id}?exported=true`)
    const reset = await organization.send('PUT', `invoices/${id}?exported=false`)

    expect(set.json).toMatchObject({ exported: true, 'last-exported-at': expect.stringMatching(/^\d{4}-/) })
    expect(reset.json).toMatchObject({ exported: false, 'last-exported-at': null })
  })

  it('stands alone: a body beside it is ignored, unless the quirk applies it', async () => {
    await using organization = await startOrganization()
    await using lenient = await startOrganization({ quirks: { 'exported-with-changes': 'apply-changes' } })
    const [{ id }] = (await organization.get('invoices?exported=false&limit=1')).json

    const ignored = await organization.send('PUT', `invoices/${id}?exported=true`, { 'internal-note': 'x' })
    const applied = await lenient.send('PUT', `invoices/${id}?exported=true`, { 'internal-note': 'x' })

    expect(ignored.json).toMatchObject({ exported: true, 'internal-note': null })
    expect(applied.json).toMatchObject({ exported: true, 'internal-note': 'x' })
  })

  it('may stand in the body of a payment', async () => {
    await using organization = await startOrganization({ records: { 'coupa_pay/payments': 5 } })
    const [{ id }] = (await organization.get('coupa_pay/payments?limit=1')).json

    expect((await organization.send('PUT', `coupa_pay/payments/${id}`, { exported: true })).json.exported).toBe(true)
  })
})

describe('writes of records whose key has several fields', () => {
  it('take exchange rates of several currencies for one day, and each pair once', async () => {
    await using organization = await startOrganization()
    const send = (code: string) =>
      organization.send('POST', 'exchange_rates', {
        'from-currency': { code: 'USD' },
        'to-currency': { code },
        rate: '0.9',
        'rate-date': '2031-03-01',
      })

    expect([(await send('GBP')).status, (await send('EUR')).status]).toEqual([201, 201])
    expect((await send('GBP')).json.errors.exchange_rate).toEqual(['Rate date has already been taken'])
  })
})
