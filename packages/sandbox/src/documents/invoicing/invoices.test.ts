import { describe, expect, it } from 'vitest'
import { startOrganization, type TestOrganization } from '../../testing/organization.ts'
import { INACTIVE_DISPUTE_REASON } from './invoices.ts'

describe('invoices', () => {
  it('are created as drafts and wait for approval once submitted', async () => {
    await using organization = await startOrganization()
    const created = await createInvoice(organization)

    const submitted = await organization.send('PUT', `invoices/${created.id}/submit`)

    expect(created).toMatchObject({ status: 'draft', 'gross-total': '118.40' })
    expect(submitted.status).toBe(200)
    expect(submitted.json.status).toBe('pending_approval')
    expect(submitted.json.approvals).toHaveLength(1)
  })

  it('refuse to be submitted twice with a sentence under the name of the model', async () => {
    await using organization = await startOrganization()
    const { id } = await createInvoice(organization)
    await organization.send('PUT', `invoices/${id}/submit`)

    const { status, json } = await organization.send('PUT', `invoices/${id}/submit`)

    expect(status).toBe(400)
    expect(json.errors.invoice_header).toEqual(['Status cannot transition via "submit" from "pending_approval"'])
  })

  it('are approved when the last of their approvals is', async () => {
    await using organization = await startOrganization()
    const { id } = await createInvoice(organization)
    const first = (await organization.send('PUT', `invoices/${id}/submit`)).json.approvals[0].id
    const [{ id: userId }] = (await organization.get('users?limit=1&offset=5')).json
    const added = await organization.send('PUT', `invoices/${id}/add_approver?approver_id=${userId}`)
    const second = added.json.approvals[1].id

    await organization.send('PUT', `approvals/${first}/approve?reason=fine`)
    const between = (await organization.get(`invoices/${id}`)).json.status
    await organization.send('PUT', `approvals/${second}/approve`)

    expect(between).toBe('pending_approval')
    expect((await organization.get(`invoices/${id}`)).json.status).toBe('approved')
    expect((await organization.get(`approvals/${first}`)).json).toMatchObject({ status: 'approved', note: 'fine' })
  })

  it('are rejected by one rejection, which cannot be repeated', async () => {
    await using organization = await startOrganization()
    const { id } = await createInvoice(organization)
    const approval = (await organization.send('PUT', `invoices/${id}/submit`)).json.approvals[0].id

    await organization.send('PUT', `approvals/${approval}/reject?reason=price%20is%20wrong`)
    const again = await organization.send('PUT', `approvals/${approval}/reject`)

    expect((await organization.get(`invoices/${id}`)).json.status).toBe('rejected')
    expect((await organization.get(`approvals/${approval}`)).json.note).toBe('price is wrong')
    expect(again.status).toBe(400)
  })

  it('go on hold through an approval that can still be approved', async () => {
    await using organization = await startOrganization()
    const { id } = await createInvoice(organization)
    const approval = (await organization.send('PUT', `invoices/${id}/submit`)).json.approvals[0].id

    const held = await organization.send('PUT', `approvals/${approval}/hold`)
    await organization.send('PATCH', `approvals/${approval}/approve`)

    expect(held.json.status).toBe('on_hold')
    expect((await organization.get(`invoices/${id}`)).json.status).toBe('approved')
  })

  it('are disputed with an active reason, which the supplier hears of, and come back to approval', async () => {
    await using organization = await startOrganization()
    const { id } = await createInvoice(organization)
    await organization.send('PUT', `invoices/${id}/submit`)

    const refused = await organization.send('PUT', `invoices/${id}/dispute`, {
      'dispute-reason': { code: INACTIVE_DISPUTE_REASON },
    })
    const disputed = await organization.send('PUT', `invoices/${id}/dispute`, {
      'dispute-reason': { code: 'PRICE' },
      comment: 'Too much',
    })
    const withdrawn = await organization.send('PUT', `invoices/${id}/withdraw_dispute`)

    expect(refused.json.errors.invoice_header).toEqual(['Dispute reason is not active'])
    expect(disputed.json).toMatchObject({ status: 'disputed', 'dispute-reasons': [{ code: 'PRICE' }] })
    expect(withdrawn.json.status).toBe('pending_approval')
    const comments = (await organization.get(`comments?commentable-type=InvoiceHeader&commentable-id=${id}`)).json
    expect(comments).toMatchObject([{ comments: 'Too much', 'to-supplier': true }])
  })

  it('are voided from draft, approved and pending receipt only', async () => {
    await using organization = await startOrganization()
    const draft = await createInvoice(organization)
    const pending = await createInvoice(organization, 'V-2')
    await organization.send('PUT', `invoices/${pending.id}/submit`)

    expect((await organization.send('PUT', `invoices/${draft.id}/void`)).json.status).toBe('voided')
    expect((await organization.send('PUT', `invoices/${pending.id}/void`)).status).toBe(400)
  })

  it('skip the people who are asked when approvals are bypassed', async () => {
    await using organization = await startOrganization()
    const { id } = await createInvoice(organization)
    await organization.send('PUT', `invoices/${id}/submit`)

    const bypassed = await organization.send('PUT', `invoices/${id}/bypass_current_approval`)

    expect(bypassed.json.status).toBe('approved')
    expect(bypassed.json.approvals[0].status).toBe('approved')
  })

  it('are deleted only while they are new', async () => {
    await using organization = await startOrganization()
    const { id } = await createInvoice(organization)
    const [fresh] = (await organization.get('invoices?status=new&limit=1')).json

    expect((await organization.send('DELETE', `invoices/${id}`)).status).toBe(400)
    expect((await organization.send('DELETE', `invoices/${fresh.id}`)).status).toBe(200)
    expect((await organization.get(`invoices/${fresh.id}`)).status).toBe(404)
  })

  it('take the accounts of their lines and nothing else through update_line_accounts', async () => {
    await using organization = await startOrganization()
    const { id, 'invoice-lines': lines } = await createInvoice(organization)
    const [account] = (await organization.get('accounts?limit=1&offset=7')).json

    const { json } = await organization.send('PUT', `invoices/${id}/update_line_accounts`, {
      'invoice-lines': [{ id: lines[0].id, description: 'ignored', account: { id: account.id } }],
    })

    expect(json['invoice-lines'][0]).toMatchObject({ description: 'Valve', account: { id: account.id } })
  })

  it.each([
    ['an array', [{ 'amount-paid': '118.40', notes: 'TRF-1' }]],
    ['one object under its name', { payment: { 'amount-paid': '118.40', 'check-number': 'TRF-1' } }],
    ['an array under its name', { payment: [{ amount_paid: 118.4, check_number: 'TRF-1' }] }],
  ])('take payments given as %s', async (_form, payments) => {
    await using organization = await startOrganization()
    const { id } = await createInvoice(organization)

    const { json } = await organization.send('PUT', `invoices/${id}`, { paid: 'true', payments })

    expect(json.paid).toBe(true)
    expect(json.payments).toMatchObject([{ notes: 'TRF-1' }])
    expect(Number(json.payments[0]['amount-paid'])).toBe(118.4)
  })

  it('make an advance ship notice with their lines', async () => {
    await using organization = await startOrganization()
    const { id } = await createInvoice(organization)
    await organization.send('PUT', `invoices/${id}/flip_to_advance_ship_notice`)

    const [notice] = (await organization.get('asn/headers?asn-number=ASN-V-1')).json
    const received = await organization.send('PUT', `asn/headers/${notice.id}/receive?fully_consume=true`)

    expect(notice).toMatchObject({ status: 'pending_receipt', lines: [{ description: 'Valve' }] })
    expect(received.json).toMatchObject({ status: 'received', lines: [{ status: 'received' }] })
  })

  it('need the scope for deleting when they are abandoned', async () => {
    await using organization = await startOrganization({
      scope: 'core.invoice.write core.invoice.read core.approval.read',
    })
    const { id } = await createInvoice(organization)

    expect((await organization.send('PUT', `invoices/${id}/abandon`)).status).toBe(403)
  })

  it('answer 404 for an action on an invoice that does not exist', async () => {
    await using organization = await startOrganization()

    expect((await organization.send('PUT', 'invoices/999999999/submit')).status).toBe(404)
  })
})

// biome-ignore lint/suspicious/noExplicitAny: the record is the subject of the tests
async function createInvoice(organization: TestOrganization, number = 'V-1'): Promise<any> {
  const { json } = await organization.send('POST', 'invoices', {
    'invoice-number': number,
    'invoice-lines': [{ 'line-num': 1, description: 'Valve', price: '59.20', quantity: '2.0' }],
  })
  return json
}
