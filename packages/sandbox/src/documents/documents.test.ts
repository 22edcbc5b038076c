import { describe, expect, it } from 'vitest'
import { startOrganization, type TestOrganization } from '../testing/organization.ts'

describe('actions', () => {
  it.each([
    ['contracts', 'draft', 'PUT', 'submit_for_approval', 'pending_approval'],
    ['contracts', 'draft', 'POST', 'create_published', 'published'],
    ['expense_reports', 'draft', 'PUT', 'submit', 'pending_approval'],
    ['asn/headers', 'pending_receipt', 'PUT', 'void', 'cancelled'],
    ['asn/lines', 'pending_receipt', 'PUT', 'receive', 'received'],
    ['order_header_confirmations', 'pending_buyer_review', 'POST', 'accept_header', 'accepted'],
    ['receipt_requests', 'draft', 'POST', 'submit', 'pending_approval'],
    ['receipt_requests', 'pending_approval', 'POST', 'withdraw', 'withdrawn'],
    ['return_requests', 'draft', 'POST', 'submit', 'submitted'],
    ['projects', 'draft', 'POST', 'in_progress', 'in_progress'],
    ['worker_assignments', 'pending_confirmation', 'PUT', 'confirm', /active|scheduled/],
    ['payables/invoices', 'created', 'PUT', 'pay_externally', 'paid_externally'],
    ['payables/allocations', 'created', 'PUT', 'reverse', 'reversed'],
    ['payables/external/payables', 'created', 'PUT', 'void', 'voided'],
    ['cycle_counts', 'created', 'PATCH', 'submit', 'submitted'],
  ])('of %s lead from %s by %s %s to %s, once', async (resource, from, method, action, to) => {
    await using organization = await startOrganization()
    const id = await findWithStatus(organization, resource, from)

    const done = await organization.send(method, `${resource}/${id}/${action}`)
    const again = await organization.send(method, `${resource}/${id}/${action}`)

    expect(done.status).toBe(method === 'POST' ? 201 : 200)
    expect(done.json.status).toMatch(to)
    expect(again.status).toBe(400)
  })

  it('of a receipt request need the id of an approver', async () => {
    await using organization = await startOrganization()
    const id = await findWithStatus(organization, 'receipt_requests', 'pending_approval')
    const [user] = (await organization.get('users?limit=1')).json

    expect((await organization.send('PUT', `receipt_requests/${id}/add_approver`)).status).toBe(400)
    expect((await organization.send('PUT', `receipt_requests/${id}/add_approver?approver_id=${user.id}`)).status).toBe(
      200,
    )
    expect((await organization.send('PUT', `receipt_requests/${id}/add_watcher?watcher_id=${user.id}`)).status).toBe(
      200,
    )
    const asked = await organization.get(
      `approvals?approvable-type=InventoryRequestHeader&approvable-id=${id}&order_by=id&dir=desc`,
    )
    expect(asked.json[0]).toMatchObject({ approver: { id: user.id }, status: 'pending_approval' })
  })

  it('that name an unknown approver say so as Coupa does, Ruby hash and all', async () => {
    await using organization = await startOrganization()
    const id = await findWithStatus(organization, 'requisitions', 'pending_approval')

    const { json } = await organization.send('PUT', `requisitions/${id}/add_approver?approver_id=999999999`)

    expect(JSON.stringify(json)).toContain(
      'Unable to find valid User record for approver_id with keys {\\"id\\"=>\\"999999999\\"}',
    )
  })

  it('reject a confirmation only with reasons', async () => {
    await using organization = await startOrganization()
    const id = await findWithStatus(organization, 'order_header_confirmations', 'pending_buyer_review')
    const path = `order_header_confirmations/${id}/reject_header`

    expect((await organization.send('POST', path)).status).toBe(400)
    expect(
      (await organization.send('POST', path, { 'reason-insight-events': [{ comment: 'late' }] })).json.status,
    ).toBe('rejected')
  })

  it('check contracts out for one user at a time', async () => {
    await using organization = await startOrganization()
    const id = await findWithStatus(organization, 'contracts', 'draft')
    await organization.send('PUT', `contracts/${id}/check_in`)

    expect((await organization.send('PUT', `contracts/${id}/check_out`)).status).toBe(200)
    expect((await organization.send('PUT', `contracts/${id}/check_out`)).status).toBe(400)
    expect((await organization.send('PUT', `contracts/${id}/submit_for_approval`)).status).toBe(400)
    expect((await organization.send('PUT', `contracts/${id}/check_in`)).status).toBe(200)
  })

  it.each(['contracts', 'suppliers'])('add and remove the content groups of %s by path and by body', async (owner) => {
    await using organization = await startOrganization()
    const [{ id }] = (await organization.get(`${owner}?limit=1`)).json
    const [first, second] = (await organization.get('business_groups?limit=2')).json
    const groups = `${owner}/${id}/business_groups`
    await organization.send('PUT', `${groups}/remove_all`)

    await organization.send('PUT', `${groups}/${first.id}/add`)
    await organization.send('PUT', `${groups}/add`, { name: second.name })
    const both = (await organization.get(groups)).json
    await organization.send('PUT', `${groups}/${first.id}/remove`)

    expect(both.map((group: { id: number }) => group.id)).toEqual([first.id, second.id])
    expect((await organization.get(groups)).json).toMatchObject([{ id: second.id }])
  })

  it('void a receipt once and leave a transaction that reverses it', async () => {
    await using organization = await startOrganization()
    const { json } = await organization.send('POST', 'receiving_transactions', { quantity: '2.0' })
    const path = `inventory_transactions/${json.id}/void`

    expect((await organization.send('PUT', path)).json.status).toBe('voided')
    expect((await organization.send('PUT', path)).status).toBe(400)
    const [reversal] = (await organization.get('receiving_transactions?type=VoidInventoryReceipt&order_by=id&dir=desc'))
      .json
    expect(reversal['original-transaction-id']).toBe(json.id)
  })

  it('change nothing of a receipt but its exported flag', async () => {
    await using organization = await startOrganization()
    const { json } = await organization.send('POST', 'receiving_transactions', { quantity: '2.0' })

    const updated = await organization.send('PUT', `receiving_transactions/${json.id}`, { quantity: '9.0' })
    const exported = await organization.send('PUT', `receiving_transactions/${json.id}?exported=true`)

    expect(updated.json.quantity).toBe('2.0')
    expect(exported.json.exported).toBe(true)
  })

  it('export payments by action, by query and by body', async () => {
    await using organization = await startOrganization()
    const payments = (await organization.get('coupa_pay/payments?exported=false&limit=3')).json
    const [first, second, third] = payments.map((payment: { id: number }) => `coupa_pay/payments/${payment.id}`)

    expect((await organization.send('PUT', `${first}/export`)).json.exported).toBe(true)
    expect((await organization.send('PUT', `${second}?exported=true`)).json.exported).toBe(true)
    expect((await organization.send('PUT', third, { exported: true })).json.exported).toBe(true)
  })

  it('award a response with 200 and no body', async () => {
    await using organization = await startOrganization()
    const [{ id }] = (await organization.get('quote_responses?limit=1')).json
    const path = `quote_responses/${id}/award`

    const awarded = await organization.send('POST', path, { quote_response_line_ids: [1] })

    expect([awarded.status, awarded.text]).toEqual([200, ''])
    expect((await organization.get(`quote_responses/${id}`)).json.awarded).toBe(true)
    expect((await organization.send('POST', path)).status).toBe(400)
  })

  it('without rules of their own answer the record and touch it', async () => {
    let now = Date.parse('2030-01-01T00:00:00Z')
    await using organization = await startOrganization({ clock: { now: () => now }, tokenLifetimeSeconds: 31_536_000 })
    const [{ id }] = (await organization.get('expense_lines?limit=1')).json
    now += 60_000

    const { status, json } = await organization.send('POST', `expense_lines/${id}/calculate_mileage`)

    expect([status, json.id]).toEqual([201, id])
  })
})

async function findWithStatus(organization: TestOrganization, resource: string, status: string): Promise<number> {
  const { json } = await organization.get(`${resource}?status=${status}&limit=1`)
  return json[0].id
}
