import { describe, expect, it } from 'vitest'
import { OutcomeUnknownError, ValidationError } from '../src/index.ts'
import { collect, startWorld } from './support/start-world.ts'

const wires = ['json', 'xml'] as const
const line = { description: 'Gasket', quantity: '3.0', 'unit-price': '2.50' }

describe('writing', () => {
  it.each(wires)('takes a supplier through its life in %s', async (format) => {
    await using world = await startWorld()
    const suppliers = world.connection.resource('suppliers')

    const created = await suppliers.create({ name: 'Acme <Pumps> & "Söhne"', number: 'A-1' }, { format })
    const id = created.id ?? 0
    await suppliers.update(id, { website: 'https://acme.example/?a=1&b=2' }, { format })
    const read = await suppliers.get(id, { format })

    expect(read).toMatchObject({ name: 'Acme <Pumps> & "Söhne"', number: 'A-1' })
    expect(read.website).toBe('https://acme.example/?a=1&b=2')
  })

  it.each(wires)('takes an invoice from its creation to its file in %s', async (format) => {
    await using world = await startWorld()
    const invoices = world.connection.resource('invoices')
    const [supplier = 0] = world.sandbox.control.ids('suppliers')
    const input = {
      'invoice-number': 'I-1',
      'invoice-date': '2026-03-01',
      supplier: { id: supplier },
      currency: { code: 'USD' },
      'invoice-lines': [{ description: 'Gasket', price: '2.50', quantity: '3.0' }],
    }

    const created = await invoices.create(input, { format })
    const id = created.id ?? 0
    await invoices.action(id, 'submit', undefined, { format })
    const marked = await invoices.markExported(id, { format })
    await invoices.attachments(id).upload({ file: Buffer.from('scan'), fileName: 'scan.txt' })
    const [attachment] = await invoices.attachments(id).list({ format })
    const download = await invoices.attachments(id).download(Number(attachment?.id))
    const pieces = await collect(download.content)

    expect(created.record).toMatchObject({ 'invoice-number': 'I-1', status: 'draft' })
    expect((await invoices.get(id, { format })).status).not.toBe('draft')
    expect(marked.record?.exported).toBe(true)
    expect(Buffer.concat(pieces).toString()).toBe('scan')
  })

  it.each(wires)('creates an order and a requisition with lines in %s', async (format) => {
    await using world = await startWorld()
    const orders = world.connection.resource('purchase_orders')
    const requisitions = world.connection.resource('requisitions')

    const order = await orders.create(
      { 'po-number': 'P-1', 'order-lines': [{ description: 'Bolt', quantity: '4', price: '1.50' }] },
      { format },
    )
    await orders.update(order.id ?? 0, { 'payment-method': 'invoice' }, { format })
    const requisition = await requisitions.create({ justification: 'Spare', 'requisition-lines': [line] }, { format })
    await requisitions.action(requisition.id ?? 0, 'update_and_submit_for_approval', undefined, { format })

    expect((await orders.get(order.id ?? 0, { format }))['order-lines']).toMatchObject([{ description: 'Bolt' }])
    expect((await requisitions.get(requisition.id ?? 0, { format })).status).toBe('pending_approval')
  })

  it.each(['drop-answer', 'cut-body', 'garbage', 'wrong-length'] as const)(
    'finds the one record whose answer is lost: %s',
    async (kind) => {
      await using world = await startWorld()
      const before = world.sandbox.control.ids('suppliers').length
      world.sandbox.control.fault({ kind, method: 'POST' })

      const created = await world.connection.resource('suppliers').create({ name: 'Acme', number: 'A-1' })

      expect(created).toMatchObject({ via: 'look-up', record: { number: 'A-1' } })
      expect(world.sandbox.control.ids('suppliers')).toHaveLength(before + 1)
      expect(
        world.sandbox.requests.filter(({ method, path }) => method === 'POST' && path.includes('api')),
      ).toHaveLength(1)
    },
  )

  it('says that the outcome is unknown without a natural key, and never sends twice', async () => {
    await using world = await startWorld()
    world.sandbox.control.fault({ kind: 'drop-answer', method: 'POST' })

    const attempt = world.connection.resource('requisitions').create({ 'requisition-lines': [line] })

    await expect(attempt).rejects.toBeInstanceOf(OutcomeUnknownError)
    expect(world.sandbox.requests.filter(({ method, path }) => method === 'POST' && path.includes('api'))).toHaveLength(
      1,
    )
  })

  it('gives one outcome a record, in order, with all messages of those that are refused', async () => {
    await using world = await startWorld()
    const inputs = Array.from({ length: 30 }, (_, index) => ({
      name: index % 4 === 1 ? '' : `S ${index}`,
      number: `N-${index}`,
    }))

    const outcomes = await collect(world.connection.resource('suppliers').createMany(inputs))

    expect(outcomes.map(({ index }) => index)).toEqual(inputs.map((_, index) => index))
    for (const { index, status, record, error } of outcomes) {
      if (index % 4 === 1) expect([status, error]).toEqual(['failed', expect.any(ValidationError)])
      else expect([status, record?.number]).toEqual(['created', `N-${index}`])
    }
  })
})
