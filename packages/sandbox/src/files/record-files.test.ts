import { describe, expect, it } from 'vitest'
import { startOrganization } from '../testing/organization.ts'

describe('files of records', () => {
  it('keep the image scan of an invoice, and answer 404 while there is none', async () => {
    await using organization = await startOrganization()
    const { sandbox, token } = organization
    const [{ id }] = (await organization.get('invoices?limit=1')).json
    const before = await organization.get(`invoices/${id}/retrieve_image_scan`)
    const data = new FormData()
    data.set('file', new File(['scan'], 'viewable_invoice.png', { type: 'image/png' }))

    const uploaded = await fetch(`${sandbox.url}/invoices/${id}/image_scan`, {
      method: 'PUT',
      body: data,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    })
    const scan = await organization.get(`invoices/${id}/retrieve_image_scan`)

    expect(before.status).toBe(404)
    expect(await uploaded.json()).toMatchObject({ id, 'image-scan-file-name': 'viewable_invoice.png' })
    expect([scan.text, scan.headers.get('content-type')]).toEqual(['scan', 'image/png'])
  })

  it.each([
    ['invoices', 'retrieve_legal_invoice_pdf', 'application/pdf', '%PDF-1.4'],
    ['contracts', 'retrieve_executive_summary', 'application/pdf', '%PDF-1.4'],
    ['expense_reports', 'download', 'application/zip', 'PK\u0003\u0004'],
    ['items', 'image', 'image/png', '\u0089PNG'],
  ])('make a document of %s on the spot: %s', async (resource, action, contentType, start) => {
    await using organization = await startOrganization()
    const [{ id }] = (await organization.get(`${resource}?limit=1`)).json

    const response = await fetch(`${organization.sandbox.url}/${resource}/${id}/${action}`, {
      headers: { authorization: `Bearer ${organization.token}`, accept: 'application/json' },
    })

    expect(response.headers.get('content-type')).toBe(contentType)
    expect(
      Buffer.from(await response.arrayBuffer())
        .toString('latin1')
        .slice(0, start.length),
    ).toBe(start)
  })

  it('need a file', async () => {
    await using organization = await startOrganization()
    const [{ id }] = (await organization.get('contracts?limit=1')).json

    expect((await organization.send('POST', `contracts/${id}/legal_agreement`, {})).status).toBe(400)
    expect((await organization.get(`contracts/${id}/retrieve_legal_agreement`)).status).toBe(404)
  })
})
