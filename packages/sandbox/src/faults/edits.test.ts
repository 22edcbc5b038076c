import { describe, expect, it } from 'vitest'
import { startOrganization, type TestOrganization } from '../testing/organization.ts'

const quirk = (name: string, value: string) => ({ quirks: { [name]: value } })
/** A clock that moves on by a minute each time somebody says so. */
function movingClock() {
  let timeMs = Date.parse('2026-05-04T10:00:00Z')
  return { now: () => timeMs, advance: () => (timeMs += 60_000) }
}

describe('an edit', () => {
  it.each([
    ['a person', 'on', false],
    ['a person', 'off', true],
    ['a program', 'on', true],
    ['a program', 'off', true],
  ] as const)('by %s with the option %s leaves the flag at %s', async (who, option, expected) => {
    await using organization = await startOrganization(quirk('reset-exported-on-edit', option))
    const id = await markedInvoice(organization)

    const as = who === 'a person' ? 'person' : 'api'
    organization.sandbox.control.edit({ resource: 'invoices', id, as, values: { 'internal-note': 'Checked' } })

    const { json } = await organization.get(`invoices/${id}`)
    expect(json).toMatchObject({ 'internal-note': 'Checked', exported: expected })
    expect(json['last-exported-at'] === null).toBe(!expected)
  })

  it.each(['person', 'api'] as const)('of an order line by a %s makes a new version to be exported', async (as) => {
    await using organization = await startOrganization()
    const [order] = (await organization.get('purchase_orders?status=issued&limit=1')).json
    const path = `purchase_orders/${order.id}`
    await organization.send('PUT', `${path}?exported=true`)

    const values = { description: 'Changed' }
    organization.sandbox.control.edit({ resource: 'purchase_order_lines', id: order['order-lines'][0].id, as, values })

    const { json } = await organization.get(path)
    expect(json).toMatchObject({ version: order.version + 1, exported: false, 'last-exported-at': null })
    expect(json['order-lines'][0].description).toBe('Changed')
  })

  it('by a person takes a date as midnight in the zone of the company, one by a program as midnight UTC', async () => {
    await using organization = await startOrganization()
    const { control } = organization.sandbox
    const id = await markedInvoice(organization)
    const dateAfter = async (as: 'person' | 'api') => {
      control.edit({ resource: 'invoices', id, as, values: { 'invoice-date': '2026-03-08' } })
      return (await organization.get(`invoices/${id}`)).json['invoice-date']
    }

    expect(await dateAfter('person')).toBe('2026-03-08T00:00:00-08:00')
    expect(await dateAfter('api')).toBe('2026-03-07T16:00:00-08:00')
  })

  it('of a record that does not exist is refused', async () => {
    await using organization = await startOrganization()
    const edit = () => organization.sandbox.control.edit({ resource: 'invoices', id: 1, as: 'api', values: {} })

    expect(edit).toThrow("resource 'invoices' has no record with the id 1")
  })
})

describe('the time of the last change', () => {
  it.each([
    ['on', '?exported=true', 'invoices'],
    ['off', '?exported=true', 'invoices'],
    ['on', '/export', 'coupa_pay/payments'],
    ['off', '/export', 'coupa_pay/payments'],
  ])('with marking-touches-updated-at=%s after a mark by %s of %s', async (value, suffix, resource) => {
    const clock = movingClock()
    await using organization = await startOrganization({ clock, ...quirk('marking-touches-updated-at', value) })
    const [before] = (await organization.get(`${resource}?exported=false&limit=1`)).json
    clock.advance()

    const { json } = await organization.send('PUT', `${resource}/${before.id}${suffix}`)

    expect(json.exported).toBe(true)
    expect(json['updated-at'] === before['updated-at']).toBe(value === 'off')
  })

  it.each(['on', 'off'])('of a document after a change of its line, with child-touches-parent=%s', async (value) => {
    const clock = movingClock()
    await using organization = await startOrganization({ clock, ...quirk('child-touches-parent', value) })
    const [before] = (await organization.get('expense_reports?limit=1')).json
    const [line] = before['expense-lines']
    clock.advance()

    const edit = { resource: 'expense_lines', id: line.id, as: 'api', values: { description: 'Changed' } } as const
    organization.sandbox.control.edit(edit)

    const { json } = await organization.get(`expense_reports/${before.id}`)
    expect(json['expense-lines'][0].description).toBe('Changed')
    expect(json['updated-at'] === before['updated-at']).toBe(value === 'off')
  })
})

describe('switches of exports', () => {
  it.each([
    ['mark', true],
    ['record-only', false],
  ])('mark-exported-action=%s leaves the document at exported %s', async (value, expected) => {
    await using organization = await startOrganization(quirk('mark-exported-action', value))
    const [{ id }] = (await organization.get('invoices?exported=false&limit=1')).json

    const body = { 'document-type': 'InvoiceHeader', 'document-id': id }
    const { status } = await organization.send('POST', 'integration_history_records/mark_exported', body)

    expect(status).toBe(201)
    expect((await organization.get(`invoices/${id}`)).json.exported).toBe(expected)
  })

  it.each([
    ['mark', true],
    ['ignore', false],
  ])('exported-without-flag=%s on supplier information', async (value, isMarked) => {
    await using organization = await startOrganization({
      quirks: { 'exported-without-flag': value, 'supplier-information-nulls': 'show' },
    })
    const [{ id }] = (await organization.get('supplier_information?limit=1')).json
    await organization.send('PUT', `supplier_information/${id}?exported=false`)
    const before = (await organization.get(`supplier_information/${id}`)).json['last-exported-at']

    const { json } = await organization.send('PUT', `supplier_information/${id}?exported=true`)

    expect(json['last-exported-at'] !== before).toBe(isMarked)
  })

  it.each([
    ['split', []],
    ['quoted', ['Bolts, Nuts and Co']],
  ])('in-list-commas=%s', async (value, expected) => {
    await using organization = await startOrganization(quirk('in-list-commas', value))
    await organization.send('POST', 'suppliers', { name: 'Bolts, Nuts and Co' })

    const query = encodeURIComponent('"Bolts, Nuts and Co",Nobody')
    const { json } = await organization.get(`suppliers?name[in]=${query}`)

    expect(json.map(({ name }: { name: string }) => name)).toEqual(expected)
  })

  it.each([
    ['add', 2],
    ['replace', 1],
  ])('payments-on-update=%s keeps %i payments', async (value, expected) => {
    await using organization = await startOrganization(quirk('payments-on-update', value))
    const id = await markedInvoice(organization)
    const pay = (amount: string) =>
      organization.send('PUT', `invoices/${id}`, {
        payments: [{ 'amount-paid': amount, 'payment-date': '2026-03-01', notes: amount }],
      })
    const held = (await organization.get(`invoices/${id}`)).json.payments.length

    await pay('10.0')
    const { json } = await pay('20.0')

    expect(json.payments).toHaveLength(value === 'add' ? held + expected : expected)
  })
})

describe('the control of an organization', () => {
  it('counts alerts by the contacts whom they reach', async () => {
    await using organization = await startOrganization()
    const { control } = organization.sandbox
    const contacts = (await organization.get('integration_contacts')).json
    const told = contacts.filter((contact: Record<string, unknown>) => contact['contact-alert-type'] !== 'Functional')

    const { json } = await organization.send('POST', 'integration_history_records/create_alert', {
      'document-type': 'InvoiceHeader',
      'document-id': 7,
      'contact-alert-type': 'Technical',
    })

    expect(told.length).toBeGreaterThan(0)
    expect(control.alerts().map(({ contactId }) => contactId)).toEqual(told.map(({ id }: { id: number }) => id))
    expect(new Set(control.alerts().map(({ recordId }) => recordId))).toEqual(new Set([json.id]))
  })

  it('swaps the organization under the same URL and keeps the tokens', async () => {
    await using organization = await startOrganization({ seed: 1 })
    await using other = await startOrganization({ seed: 2 })
    const first = async (from: TestOrganization) => (await from.get('invoices?limit=1')).json[0]

    organization.sandbox.control.swapOrganization(2)

    expect((await first(organization)).id).toBe((await first(other)).id)
  })

  it('makes a known number of invoices approved and not exported, in another process, too', async () => {
    await using organization = await startOrganization({ records: { invoices: 120 }, control: true })
    const control = async (name: string, argument: unknown) =>
      (
        await fetch(new URL(`/sandbox/control/${name}`, organization.sandbox.url), {
          method: 'POST',
          body: JSON.stringify(argument),
        })
      ).json()

    await control('set-many', { resource: 'invoices', values: { exported: true } })
    const values = { status: 'approved', exported: false }
    expect(await control('set-many', { resource: 'invoices', values, count: 70 })).toEqual({ count: 70 })

    const first = (await organization.get('invoices?exported=false&limit=50')).json
    const rest = (await organization.get(`invoices?exported=false&id[gt]=${first.at(-1).id}`)).json
    expect([...first, ...rest].map(({ status }: { status: string }) => status)).toEqual(Array(70).fill('approved'))
  })

  it('edits, lists alerts and swaps over HTTP', async () => {
    await using organization = await startOrganization({ control: true })
    const id = await markedInvoice(organization)
    const control = async (name: string, argument: unknown) =>
      await fetch(new URL(`/sandbox/control/${name}`, organization.sandbox.url), {
        method: 'POST',
        body: JSON.stringify(argument),
      })
    const edit = { resource: 'invoices', id, as: 'person', values: { 'internal-note': 'Checked' } }

    expect((await control('edit', edit)).status).toBe(200)
    expect((await organization.get(`invoices/${id}`)).json['internal-note']).toBe('Checked')
    expect(await (await control('alerts', {})).json()).toEqual([])
    expect((await control('edit', { ...edit, id: 1 })).status).toBe(400)
    expect((await control('swap-organization', { seed: 2 })).status).toBe(200)
    expect((await control('swap-organization', { seed: -1 })).status).toBe(400)
  })
})

async function markedInvoice(organization: TestOrganization): Promise<number> {
  const [{ id }] = (await organization.get('invoices?status=approved&limit=1')).json
  await organization.send('PUT', `invoices/${id}?exported=true`)
  return id
}
