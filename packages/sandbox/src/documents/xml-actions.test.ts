import { describe, expect, it } from 'vitest'
import { startOrganization } from '../testing/organization.ts'

const xml = { accept: 'application/xml', 'content-type': 'application/xml' }

describe('actions in XML', () => {
  it('take the body under its root and answer the record', async () => {
    await using organization = await startOrganization()
    const { json } = await organization.send('POST', 'invoices', { 'invoice-number': 'X-9' })
    await organization.send('PUT', `invoices/${json.id}/submit`)
    const body =
      '<invoice-header><dispute-reason><code>PRICE</code></dispute-reason><comment>Too much</comment></invoice-header>'

    const { status, text } = await organization.send('PUT', `invoices/${json.id}/dispute`, body, xml)

    expect(status).toBe(200)
    expect(text).toContain('<status>disputed</status>')
    expect(text).toContain('<code>PRICE</code>')
  })

  it('say in XML why they are refused', async () => {
    await using organization = await startOrganization()
    const { json } = await organization.send('POST', 'invoices', { 'invoice-number': 'X-9' })

    const { status, text } = await organization.send('PUT', `invoices/${json.id}/withdraw_dispute`, '', xml)

    expect(status).toBe(400)
    expect(text).toContain('<error><![CDATA[Status cannot transition via "withdraw_dispute" from "draft"]]></error>')
  })

  it('change, add and delete the lines of an order in one request', async () => {
    await using organization = await startOrganization()
    const lines =
      '<order-lines type="array"><order-line><description>Pump</description><price>10</price><quantity>2</quantity></order-line><order-line><description>Hose</description><price>5</price></order-line></order-lines>'
    const created = await organization.send(
      'POST',
      'purchase_orders',
      `<order-header><po-number>X-7</po-number>${lines}</order-header>`,
      xml,
    )
    const id = /<id type="integer">(\d+)<\/id>/.exec(created.text)?.[1]
    const { 'order-lines': held } = (await organization.get(`purchase_orders/${id}`)).json

    await organization.send(
      'PUT',
      `purchase_orders/${id}`,
      `<order-header><order-lines type="array"><order-line><id type="integer">${held[0].id}</id><quantity>4</quantity></order-line><order-line><id type="integer">${held[1].id}</id><_delete>true</_delete></order-line><order-line><description>Courier</description><price>35.00</price></order-line></order-lines></order-header>`,
      xml,
    )

    const order = (await organization.get(`purchase_orders/${id}`)).json
    expect(order).toMatchObject({ version: 2, total: '75.00' })
    expect(order['order-lines'].map((line: { description: string }) => line.description)).toEqual(['Pump', 'Courier'])
  })

  it('void and cancel by elements with an underscore', async () => {
    await using organization = await startOrganization()
    const { json } = await organization.send('POST', 'purchase_orders', { 'po-number': 'X-8' })

    const { text } = await organization.send(
      'PUT',
      `purchase_orders/${json.id}`,
      '<order-header><_cancel>true</_cancel></order-header>',
      xml,
    )

    expect(text).toContain('<status>cancelled</status>')
  })
})
