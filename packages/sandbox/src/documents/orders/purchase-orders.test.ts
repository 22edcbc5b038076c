import { describe, expect, it } from 'vitest'
import { startOrganization, type TestOrganization } from '../../testing/organization.ts'

describe('purchase orders', () => {
  it('are created as external orders only', async () => {
    await using organization = await startOrganization()

    const refused = await organization.send('POST', 'purchase_orders', { 'po-number': 'X-1', type: 'OrderHeader' })

    expect(refused.status).toBe(400)
    expect(await createOrder(organization)).toMatchObject({ status: 'draft', version: 1, total: '25.00' })
  })

  it('change, add and delete lines, which raises the version and resets the exported flag', async () => {
    await using organization = await startOrganization()
    const order = await createOrder(organization)
    await organization.send('PUT', `purchase_orders/${order.id}?exported=true`)
    const [first, second] = order['order-lines']

    const { json } = await organization.send('PUT', `purchase_orders/${order.id}`, {
      'order-lines': [
        { id: first.id, quantity: '4.0' },
        { id: second.id, _delete: true },
        { description: 'Courier', price: '35.00' },
      ],
    })

    expect(json['order-lines'].map((line: { description: string }) => line.description)).toEqual(['Pump', 'Courier'])
    expect(json).toMatchObject({ version: 2, exported: false, 'last-exported-at': null, total: '75.00' })
  })

  it('show deleted lines to those who ask for them only', async () => {
    await using organization = await startOrganization()
    const order = await createOrder(organization)
    const [first, second] = order['order-lines']
    await organization.send('PUT', `purchase_orders/${order.id}`, { 'order-lines': [{ id: second.id, _delete: true }] })
    await organization.send('DELETE', `purchase_order_lines/${first.id}`)

    const usual = (await organization.get(`purchase_orders/${order.id}`)).json
    const [complete] = (await organization.get(`purchase_orders?id=${order.id}&show_deleted_lines=true`)).json

    expect(usual).toMatchObject({ version: 3, total: '0.00', 'order-lines': [] })
    expect(complete['order-lines'].map((line: { id: number }) => line.id)).toEqual([second.id, first.id])
  })

  it('keep version and flag when a header field changes', async () => {
    await using organization = await startOrganization()
    const order = await createOrder(organization)
    await organization.send('PUT', `purchase_orders/${order.id}?exported=true`)

    const { json } = await organization.send('PUT', `purchase_orders/${order.id}`, { 'ship-to-attention': 'Gate 4' })

    expect(json).toMatchObject({ version: 1, exported: true, 'ship-to-attention': 'Gate 4' })
  })

  it.each(['issue', 'issue_without_send'])('leave the draft by %s', async (action) => {
    await using organization = await startOrganization()
    const { id } = await createOrder(organization)

    expect((await organization.send('PUT', `purchase_orders/${id}/${action}`)).json.status).toBe('issued')
    expect((await organization.send('PUT', `purchase_orders/${id}/${action}`)).status).toBe(400)
  })

  it('are cancelled and closed by members of a body with the same checks as the actions', async () => {
    await using organization = await startOrganization()
    const cancelled = await createOrder(organization)
    const issued = await createOrder(organization, 'X-2')
    await organization.send('PUT', `purchase_orders/${issued.id}/issue`)

    expect((await organization.send('PUT', `purchase_orders/${cancelled.id}`, { _cancel: true })).json.status).toBe(
      'cancelled',
    )
    expect((await organization.send('PUT', `purchase_orders/${cancelled.id}`, { _close: true })).status).toBe(400)
    expect((await organization.send('PUT', `purchase_orders/${issued.id}`, { _close: 'true' })).json.status).toBe(
      'closed',
    )
  })

  it('are not cancelled once something was received', async () => {
    await using organization = await startOrganization()
    const order = await createOrder(organization)
    await organization.send('PUT', `purchase_orders/${order.id}/issue`)
    const receipt = await organization.send('POST', 'receiving_transactions', {
      'order-line': { id: order['order-lines'][0].id },
      quantity: '1.0',
    })

    const refused = await organization.send('PUT', `purchase_orders/${order.id}/cancel`)
    await organization.send('PUT', `receiving_transactions/${receipt.json.id}/void`)

    expect(refused.status).toBe(400)
    expect((await organization.send('PUT', `purchase_orders/${order.id}/cancel`)).json.status).toBe('cancelled')
  })

  it('are soft-closed when all their lines are, and reopened with a reason', async () => {
    await using organization = await startOrganization()
    const order = await createOrder(organization)
    await organization.send('PUT', `purchase_orders/${order.id}/issue`)
    for (const { id } of order['order-lines']) {
      await organization.send('PUT', `purchase_order_lines/${id}/soft_close_for_invoicing`)
      await organization.send('PUT', `purchase_order_lines/${id}/soft_close_for_receiving`)
    }

    const closed = (await organization.get(`purchase_orders/${order.id}`)).json.status
    const twice = await organization.send(
      'PUT',
      `purchase_order_lines/${order['order-lines'][0].id}/soft_close_for_receiving`,
    )
    const reopened = await organization.send('PUT', `purchase_orders/${order.id}/reopen`, {
      'reason-insight-code': 'ERR',
      'reason-insight-event-comment': 'Too early',
    })

    expect([closed, twice.status, reopened.json.status]).toEqual(['soft_closed', 400, 'issued'])
  })

  it('take an approved change in, as a new version', async () => {
    await using organization = await startOrganization()
    const order = await createOrder(organization)
    await organization.send('PUT', `purchase_orders/${order.id}/issue`)
    const change = await organization.send('POST', 'purchase_order_changes', {
      'order-header-id': order.id,
      'order-lines': [{ id: order['order-lines'][0].id, price: '12.00' }],
    })

    const before = (await organization.get(`purchase_orders/${order.id}`)).json.version
    await organization.send('PUT', `approvals/${change.json['current-approval'].id}/approve`)
    const after = (await organization.get(`purchase_orders/${order.id}`)).json

    expect(change.json).toMatchObject({ status: 'pending_approval', 'po-number': 'X-1' })
    expect([before, after.version, after['order-lines'][0].price]).toEqual([1, 2, '12.00'])
    expect((await organization.get(`purchase_order_changes/${change.json.id}`)).json.status).toBe('approved')
  })

  it('are not changed by a change while they are drafts', async () => {
    await using organization = await startOrganization()
    const { id } = await createOrder(organization)

    expect((await organization.send('POST', 'purchase_order_changes', { 'order-header-id': id })).status).toBe(400)
    expect((await organization.send('POST', 'purchase_order_changes', { 'order-header-id': 1 })).status).toBe(400)
  })

  it('are exported by a request of its own, whose body is ignored', async () => {
    await using organization = await startOrganization()
    const order = await createOrder(organization)

    const marked = await organization.send('PUT', `purchase_orders/${order.id}?exported=true`, {
      'ship-to-attention': 'Gate 4',
    })
    const reset = await organization.send('PUT', `purchase_orders/${order.id}?exported=false`)

    expect(marked.json).toMatchObject({ exported: true, 'ship-to-attention': null })
    expect(marked.json['last-exported-at']).toMatch(/^\d{4}-/)
    expect(reset.json).toMatchObject({ exported: false, 'last-exported-at': null })
  })

  it('takes updates of a pending change from its current approver only', async () => {
    await using organization = await startOrganization()
    const [order] = (await organization.get('purchase_orders?status=issued&limit=1')).json
    const { json: change } = await organization.send('POST', 'purchase_order_changes', {
      'order-header-id': order.id,
      'ship-to-attention': 'Dock 1',
    })
    const path = `purchase_order_changes/${change.id}`
    const update = (login: string) =>
      organization.send('PUT', path, { 'ship-to-attention': 'Dock 2', 'current-approver': { login } })
    const approval = (await organization.get(`approvals/${change['current-approval'].id}`)).json

    expect((await update('nobody')).status).toBe(400)
    expect((await update(approval.approver.login)).status).toBe(200)
    await organization.send('PUT', `purchase_orders/${order.id}?exported=true`)
    await organization.send('PUT', `approvals/${approval.id}/approve`)

    const changed = (await organization.get(`purchase_orders/${order.id}`)).json
    expect(changed['ship-to-attention']).toBe('Dock 2')
    expect((await update(approval.approver.login)).status).toBe(400)
  })

  it('refuses updates of a change without a login by quirk', async () => {
    await using organization = await startOrganization({ quirks: { 'order-change-without-login': '400' } })
    const [order] = (await organization.get('purchase_orders?status=issued&limit=1')).json
    const { json } = await organization.send('POST', 'purchase_order_changes', { 'order-header-id': order.id })
    expect((await organization.send('PUT', `purchase_order_changes/${json.id}`, { 'hide-price': true })).status).toBe(
      400,
    )
  })
})

// biome-ignore lint/suspicious/noExplicitAny: the record is the subject of the tests
async function createOrder(organization: TestOrganization, number = 'X-1'): Promise<any> {
  const { json } = await organization.send('POST', 'purchase_orders', {
    'po-number': number,
    'order-lines': [
      { description: 'Pump', price: '10.00', quantity: '2.0' },
      { description: 'Hose', price: '5.00', quantity: '1.0' },
    ],
  })
  return json
}
