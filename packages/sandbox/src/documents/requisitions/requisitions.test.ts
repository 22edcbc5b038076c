import { describe, expect, it } from 'vitest'
import { startOrganization } from '../../testing/organization.ts'

const line = { description: 'Gasket', quantity: '3.0', 'unit-price': '2.50' }

describe('requisitions', () => {
  it.each(['requisitions/submit_for_approval', 'requisitions/new/submit_for_approval'])(
    'are created and submitted in one call to %s',
    async (path) => {
      await using organization = await startOrganization()

      const { status, json } = await organization.send('POST', path, { 'requisition-lines': [line] })

      expect(status).toBe(201)
      expect(json).toMatchObject({ status: 'pending_approval', total: '7.50', 'line-count': 1 })
      expect(json['current-approval'].status).toBe('pending_approval')
    },
  )

  it('drop later lines with a number that was there, without a word', async () => {
    await using organization = await startOrganization()

    const { status, json } = await organization.send('POST', 'requisitions', {
      'requisition-lines': [
        { 'line-num': 1, ...line },
        { 'line-num': 1, ...line, description: 'Dropped' },
        { 'line-num': 2, ...line },
      ],
    })

    expect(status).toBe(201)
    expect(json['requisition-lines'].map((each: { description: string }) => each.description)).toEqual([
      'Gasket',
      'Gasket',
    ])
  })

  it.each([
    [
      'numbers that skip one',
      {
        'requisition-lines': [
          { 'line-num': 1, ...line },
          { 'line-num': 3, ...line },
        ],
      },
    ],
    ['a justification that is too long', { justification: 'x'.repeat(2001), 'requisition-lines': [line] }],
    ['a description that is too long', { 'requisition-lines': [{ ...line, description: 'x'.repeat(256) }] }],
  ])('are refused for %s', async (_reason, body) => {
    await using organization = await startOrganization()

    const { status, json } = await organization.send('POST', 'requisitions', body)

    expect(status).toBe(400)
    expect(json.errors.requisition_header).toHaveLength(1)
  })

  it.each([
    ['accept', 201],
    ['400', 400],
  ])('without lines are drafts that nobody can submit, or refused at once by quirk: %s', async (quirk, status) => {
    await using organization = await startOrganization({ quirks: { 'requisition-without-lines': quirk } })

    const created = await organization.send('POST', 'requisitions', { justification: 'none' })
    const submitted = await organization.send('POST', 'requisitions/submit_for_approval', { justification: 'gone' })

    expect(created.status).toBe(status)
    expect((await organization.get('requisitions?justification=gone')).json).toEqual([])
    expect(submitted.json.errors.requisition_header).toEqual(["Requisition lines can't be blank"])
  })

  it('take the description of a catalog item over the given one, and terms from the supplier', async () => {
    await using organization = await startOrganization()
    const [item] = (await organization.get('items?limit=1')).json
    const [supplier] = (await organization.get('suppliers?payment-term[code][blank]=false&limit=1')).json

    const { json } = await organization.send('POST', 'requisitions', {
      'requisition-lines': [{ ...line, item: { id: item.id }, supplier: { id: supplier.id } }],
    })

    expect(json['requisition-lines'][0]).toMatchObject({
      description: item.description,
      'unit-price': '2.50',
      'payment-term': { code: supplier['payment-term'].code },
    })
  })

  it('bring texts and addresses as attachments with them, no files', async () => {
    await using organization = await startOrganization()
    const create = (attachments: readonly object[]): ReturnType<typeof organization.send> =>
      organization.send('POST', 'requisitions', { attachments, 'requisition-lines': [line] })

    const { json } = await create([{ text: 'Call first' }, { url: 'https://example.com/spec' }, { file: 'dropped' }])

    const listed = (await organization.get(`requisitions/${json.id}/attachments`)).json
    expect(listed).toMatchObject([{ type: 'text', text: 'Call first' }, { type: 'url' }])
    expect(listed).toHaveLength(2)
    expect((await create([{ url: `https://example.com/${'x'.repeat(500)}` }])).status).toBe(400)
  })

  it('create a cart when somebody looks for one, and keep it', async () => {
    await using organization = await startOrganization()

    const first = await organization.get('requisitions/current_cart')
    const filled = await organization.send('POST', 'requisitions/add_to_cart', { 'requisition-lines': [line] })
    const again = await organization.get('requisitions/current_cart')

    expect(first.json.status).toBe('cart')
    expect(filled.json).toMatchObject({ id: first.json.id, total: '7.50' })
    expect(again.json.id).toBe(first.json.id)
  })

  it('leave the cart when saved for later or submitted', async () => {
    await using organization = await startOrganization()
    const cart = await organization.send('POST', 'requisitions/create_as_cart', { 'requisition-lines': [line] })

    const saved = await organization.send('PUT', `requisitions/${cart.json.id}/save_for_later`)
    const submitted = await organization.send('PUT', `requisitions/${cart.json.id}/update_and_submit_for_approval`, {
      justification: 'Urgent',
    })

    expect(saved.json.status).toBe('draft')
    expect(submitted.json).toMatchObject({ status: 'pending_approval', justification: 'Urgent' })
    expect((await organization.get('requisitions/current_cart')).json.id).not.toBe(cart.json.id)
  })

  it.each(['object', 'array'])('show those that the API user asked for under mine, as %s', async (shape) => {
    await using organization = await startOrganization({ quirks: { 'collection-actions': shape } })
    const created = await organization.send('POST', 'requisitions', { 'requisition-lines': [line] })

    const { json } = await organization.get('requisitions/mine?order_by=id&dir=desc&limit=1')

    expect((shape === 'array' ? json[0] : json).id).toBe(created.json.id)
  })

  it('become drafts again when rejected, with the reason', async () => {
    await using organization = await startOrganization()
    const { json } = await organization.send('POST', 'requisitions/submit_for_approval', {
      'requisition-lines': [line],
    })

    await organization.send('PUT', `approvals/${json['current-approval'].id}/reject?reason=no%20budget`)

    expect((await organization.get(`requisitions/${json.id}`)).json).toMatchObject({
      status: 'draft',
      'reject-reason-comment': 'no budget',
    })
  })

  it('schedule the issue of lines for a day written MM/DD/YYYY', async () => {
    await using organization = await startOrganization()
    const { json } = await organization.send('POST', 'requisitions', { 'requisition-lines': [line] })
    const ids = [json['requisition-lines'][0].id]
    const schedule = (date: string): ReturnType<typeof organization.send> =>
      organization.send('POST', 'requisitions/schedule_issuance', {
        requisition_line_ids: ids,
        schedule_issuance_date: date,
        schedule_retry_interval: 2,
      })

    expect((await schedule('11/30/2026')).json.id).toBe(json.id)
    expect((await schedule('13/40/2026')).status).toBe(400)
    expect(
      (await organization.send('POST', 'requisitions/unschedule_issuance', { requisition_line_ids: ids })).status,
    ).toBe(201)
  })
})
