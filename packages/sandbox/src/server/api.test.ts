import { describe, expect, it } from 'vitest'
import { startOrganization } from '../testing/organization.ts'

describe('the API of a sandbox', () => {
  it('serves a page of tax codes as a bare JSON array', async () => {
    await using organization = await startOrganization()

    const { status, json } = await organization.get('tax_codes?limit=2')

    expect(status).toBe(200)
    expect(json).toHaveLength(2)
    expect(json[0]).toMatchObject({ code: 'US-VAT0', percentage: '0.00', country: { code: 'US' } })
  })

  it('serves XML to whoever does not ask for JSON', async () => {
    await using organization = await startOrganization()

    const { text } = await organization.get('departments?limit=1', { accept: '*/*' })

    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<departments type="array">\n {2}<department>/)
  })

  it('dates its answers by its own clock', async () => {
    await using organization = await startOrganization({ clock: { now: () => 1_790_000_000_000 } })

    const { headers } = await fetch(`${organization.sandbox.url}/tax_codes`)

    expect(headers.get('date')).toBe('Mon, 21 Sep 2026 14:13:20 GMT')
  })

  it('answers a search by id with an array and a path with an id with the bare object', async () => {
    await using organization = await startOrganization()
    const [{ id }] = (await organization.get('invoices?limit=1')).json

    expect((await organization.get(`invoices?id=${id}`)).json).toHaveLength(1)
    expect((await organization.get(`invoices/${id}`)).json.id).toBe(id)
  })

  it('says an empty search with an empty array in JSON and with 404 in XML', async () => {
    await using organization = await startOrganization()

    const json = await organization.get('invoices?invoice-number=none')
    const xml = await organization.getXml('invoices?invoice-number=none')

    expect([json.status, json.text]).toEqual([200, '[]'])
    expect(xml.status).toBe(404)
    expect(xml.text).toContain('<error><![CDATA[No results match your search criteria.]]></error>')
  })

  it('creates a supplier, changes only what an update names, and finds both again', async () => {
    await using organization = await startOrganization()

    const created = await organization.send('POST', 'suppliers', {
      name: 'Acme Pumps',
      'payment-term': { code: 'N45' },
    })
    const updated = await organization.send('PUT', `suppliers/${created.json.id}`, { 'po-email': 'po@acme.example' })

    expect(created.status).toBe(201)
    expect(created.json).toMatchObject({
      status: 'draft',
      'payment-method': 'invoice',
      'payment-term': { code: 'N45' },
    })
    expect(updated.status).toBe(200)
    expect((await organization.get('suppliers?name=Acme+Pumps')).json[0]).toMatchObject({
      name: 'Acme Pumps',
      'po-email': 'po@acme.example',
    })
  })

  it('sends people without /api to the page where they sign in', async () => {
    await using organization = await startOrganization()

    const response = await fetch(organization.sandbox.url.replace('/api', '/tax_codes'), { redirect: 'manual' })

    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toMatch(/\/login$/)
  })

  it('answers 404 for a path that is not a resource', async () => {
    await using organization = await startOrganization()

    const { status, json } = await organization.get('api/suppliers')

    expect(status).toBe(404)
    expect(json.errors.base).toHaveLength(1)
  })
})
