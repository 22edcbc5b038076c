import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hastyClock } from '../testing/load-files.ts'
import { createLoadWorld, type LoadWorld } from '../testing/load-world.ts'

type Found = Readonly<Record<string, unknown>>

let world: LoadWorld
beforeEach(async () => {
  world = await createLoadWorld({ records: 30 })
})
afterEach(async () => await world[Symbol.asyncDispose]())

const clock = hastyClock

const paymentHeader = [
  'invoice-number',
  'supplier.number',
  'payments.payment-date',
  'payments.check-number',
  'payments.amount-paid',
]

async function approvedInvoice(of = world): Promise<Found> {
  const fields = ['id', 'invoice-number', { supplier: ['id', 'number'] }] as never
  const [invoice] = await of.records('invoices', { status: 'approved' }, fields)
  return invoice ?? {}
}

function numbersOf(invoice: Found): readonly [string, string] {
  return [String(invoice['invoice-number']), String((invoice.supplier as Found).number)]
}

async function paymentsOf({ id }: Found, of = world): Promise<readonly Found[]> {
  const [invoice] = await of.records('invoices', { id }, ['payments'])
  const payments = (invoice?.payments ?? []) as readonly Found[]
  return payments.filter(({ notes }) => String(notes).startsWith('CH-'))
}

describe.each(['add', 'replace'])('payments of invoices, with payments-on-update=%s', (value) => {
  it('are added one after the other, and never twice', async () => {
    await using other = await createLoadWorld({ records: 30, quirks: { 'payments-on-update': value } })
    const invoice = await approvedInvoice(other)
    const rows = (last: string) => [
      paymentHeader,
      [...numbersOf(invoice), '2026-11-02', 'CH-1', '10.00'],
      [...numbersOf(invoice), '2026-11-02', 'CH-2', '10.00'],
      [...numbersOf(invoice), '2026-11-03', 'CH-1', last],
    ]
    const options = { template: 'L23', clock }
    const first = await other.load(await other.writeRows('monday.csv', rows('-4')), options)
    expect(first).toMatchObject({ outcome: 'succeeded', updated: 3 })

    const known = await other.load(await other.writeRows('tuesday.csv', rows('-4')), options)
    const forgotten = await other.load(await other.writeRows('wednesday.csv', rows('-4.00')), {
      ...options,
      isForgotten: true,
    })
    const more = await other.load(await other.writeRows('thursday.csv', rows('7')), options)

    expect(known).toMatchObject({ unchanged: 3, requests: 0 })
    expect(forgotten).toMatchObject({ unchanged: 3 })
    expect(more).toMatchObject({ unchanged: 2, updated: 1 })
    const amounts = (await paymentsOf(invoice, other)).map((payment) => Number(payment['amount-paid']))
    expect(amounts.sort((a, b) => a - b)).toEqual([-4, 7, 10, 10])
  }, 30_000)

  it('are the same payment on a day, however the day and the amount are written', async () => {
    await using other = await createLoadWorld({ records: 30, quirks: { 'payments-on-update': value } })
    const numbers = numbersOf(await approvedInvoice(other))
    const days = ['2026-11-02', '11/2/2026', '2026-11-02T00:00:00Z', '2026-11-02T10:30:00-08:00']
    const amounts = ['10', '+10.00', '010.0', '10.000']
    const rows = days.map((day, place) => [...numbers, day, 'CH-1', amounts[place] ?? ''])
    const file = await other.writeRows('payments.csv', [paymentHeader, ...rows])

    expect(await other.load(file, { template: 'L23', clock })).toMatchObject({ updated: 1, unchanged: 3 })
  }, 30_000)

  it('are sent once although answers are lost', async () => {
    await using other = await createLoadWorld({ records: 30, quirks: { 'payments-on-update': value } })
    const invoice = await approvedInvoice(other)
    const file = await other.writeRows('payments.csv', [
      paymentHeader,
      [...numbersOf(invoice), '2026-11-02', 'CH-1', '10'],
    ])
    other.sandbox.control.fault({ kind: 'drop-answer', method: 'PUT', times: 1 })

    expect(await other.load(file, { template: 'L23', clock })).toMatchObject({ outcome: 'succeeded', updated: 1 })

    expect(await paymentsOf(invoice, other)).toHaveLength(1)
  }, 30_000)

  it('are sent again when the first request provably did not arrive', async () => {
    await using other = await createLoadWorld({ records: 30, quirks: { 'payments-on-update': value } })
    const invoice = await approvedInvoice(other)
    const file = await other.writeRows('payments.csv', [
      paymentHeader,
      [...numbersOf(invoice), '2026-11-02', 'CH-1', '10'],
    ])
    other.sandbox.control.fault({ kind: 'reset', method: 'PUT', times: 1 })

    expect(await other.load(file, { template: 'L23', clock })).toMatchObject({ outcome: 'succeeded', updated: 1 })

    expect(await paymentsOf(invoice, other)).toHaveLength(1)
  }, 30_000)
})

describe('payments', () => {
  it('wait for an invoice that is not there, and are refused where several could be meant', async () => {
    const invoice = await approvedInvoice()
    const [number, supplier] = numbersOf(invoice)
    const create = async (date: string, invoiceNumber: string): Promise<void> => {
      const record = { 'invoice-number': invoiceNumber, 'invoice-date': date }
      await world.connection.resource<string>('invoices').create(record)
    }
    await create('2025-11-02', 'TWIN')
    await create('2026-11-02', 'TWIN')
    const file = await world.writeRows('payments.csv', [
      [
        'invoice-number',
        'supplier.number',
        'invoice-date',
        'payments.payment-date',
        'payments.check-number',
        'payments.amount-paid',
      ],
      ['NOT-YET', supplier, '', '2026-11-02', 'CH-1', '10'],
      [number, supplier, '1999-01-01', '2026-11-02', 'CH-2', '10'],
    ])

    expect(await world.load(file, { template: 'L23', clock })).toMatchObject({ outcome: 'partial', held: 2 })

    const twins = await world.writeRows('twins.csv', [
      ['invoice-number', 'invoice-date', 'payments.payment-date', 'payments.check-number', 'payments.amount-paid'],
      ['TWIN', '', '2026-11-02', 'CH-3', '10'],
      ['TWIN', '2026-11-02', '2026-11-02', 'CH-4', '10'],
    ])
    const change = { destination: { key: ['invoice-number', 'payments[].payment-date', 'payments[].check-number'] } }
    await world.load(twins, { template: 'L23', change, clock, isForgotten: true })
    expect(await world.results(twins)).toMatchObject([
      { outcome: 'failed', class: 'conflict', code: 'AMBIGUOUS' },
      { outcome: 'updated' },
    ])
  })

  it('of an expense report are not changed once it is paid', async () => {
    const [report] = await world.records('expense_reports', {}, ['id'])
    const id = String(report?.id)
    const header = ['id', 'payment.payment-date', 'payment.notes']
    await world.load(await world.writeRows('first.csv', [header, [id, '2026-11-02', 'ACH 1']]), {
      template: 'L24',
      clock,
    })
    const file = await world.writeRows('second.csv', [
      header,
      [id, '2026-11-03', 'ACH 2'],
      ['999999', '2026-11-03', 'ACH 3'],
    ])

    expect(await world.load(file, { template: 'L24', clock })).toMatchObject({ failed: 2 })

    expect(await world.results(file)).toMatchObject([{ code: 'ALREADY_PAID', id }, { code: 'NOT_FOUND' }])
  })
})

describe('invoices', () => {
  const header = [
    'invoice-number',
    'supplier.number',
    'invoice-date',
    'currency.code',
    'invoice-lines.line-num',
    'invoice-lines.description',
    'invoice-lines.price',
    'invoice-lines.quantity',
    'image-scan',
    'attachments',
  ]

  async function invoiceRows(): Promise<readonly (readonly string[])[]> {
    const [supplier] = await world.records('suppliers', { status: 'active' }, ['number'])
    await world.write('scan.pdf', 'a scan')
    await world.write('terms.pdf', 'some terms')
    await world.write('note.txt', 'a note')
    return [
      header,
      [
        'V-1',
        String(supplier?.number),
        '2026-11-02',
        'USD',
        '1;2',
        'Bolts;Nuts',
        '10.00;5',
        '1;2',
        'scan.pdf',
        'terms.pdf;note.txt',
      ],
    ]
  }

  async function loaded(): Promise<Found> {
    const found = await world.records('invoices', { 'invoice-number': 'V-1' }, [
      'id',
      'status',
      'image-scan-file-name',
      'invoice-lines',
    ])
    expect(found).toHaveLength(1)
    const [invoice] = found
    const attachments = await world.connection.resource<string>('invoices').attachments(String(invoice?.id)).list()
    return {
      ...invoice,
      attached: attachments.map((one) => one['file-file-name']),
      lines: ((invoice?.['invoice-lines'] ?? []) as unknown[]).length,
    }
  }

  const whole = {
    status: 'pending_approval',
    'image-scan-file-name': 'scan.pdf',
    attached: ['terms.pdf', 'note.txt'],
    lines: 2,
  }

  it('get their scan and attachments, and are submitted', async () => {
    const file = await world.writeRows('invoices.csv', await invoiceRows())

    expect(await world.load(file, { template: 'L22', clock })).toMatchObject({ outcome: 'succeeded', created: 1 })

    expect(await loaded()).toMatchObject(whole)
  })

  it.each([
    ['the draft', 'POST', 'invoices', 1],
    ['the scan', 'PUT', 'image_scan', 1],
    ['an attachment', 'POST', 'attachments', 2],
    ['the submission', 'PUT', 'submit', 1],
  ])(
    'are completed once where the answer to %s is lost',
    async (_what, method, path, times) => {
      const file = await world.writeRows('invoices.csv', await invoiceRows())
      world.sandbox.control.fault({ kind: 'drop-answer', method, path, times })

      expect(await world.load(file, { template: 'L22', clock })).toMatchObject({ outcome: 'succeeded', created: 1 })

      expect(await loaded()).toMatchObject(whole)
    },
    30_000,
  )

  it('go on where a step failed, when the cause is mended', async () => {
    const rows = await invoiceRows()
    const file = await world.writeRows('invoices.csv', rows)
    world.sandbox.control.fault({
      kind: 'status',
      status: 400,
      body: '{"errors":{"base":["No"]}}',
      method: 'PUT',
      path: 'submit',
      times: 1,
    })
    expect(await world.load(file, { template: 'L22', clock })).toMatchObject({ failed: 1 })
    const [line] = await world.results(file)
    expect(line?.message).toMatch(/^The invoice is in Coupa as a draft, and is not complete/)

    const receipt = await world.load(file, { template: 'L22', clock, retried: { classes: ['invalid'] } })

    expect(receipt).toMatchObject({ outcome: 'succeeded', updated: 1, fixed: 1 })
    expect(await loaded()).toMatchObject(whole)
  })

  it('are refused before there is a draft where a file is missing or leads out of the folder', async () => {
    const [head = [], row = []] = await invoiceRows()
    const file = await world.writeRows('invoices.csv', [
      head,
      [...row.slice(0, 8), 'none.pdf', ''],
      [...['V-2'], ...row.slice(1, 8), '../../etc/passwd', ''],
    ])

    expect(await world.load(file, { template: 'L22', clock })).toMatchObject({ failed: 2 })

    expect(await world.results(file)).toMatchObject([
      { code: 'FILE_MISSING', field: 'image-scan' },
      { code: 'FILE_MISSING', field: 'image-scan' },
    ])
    expect(await world.records('invoices', { 'invoice-number': { in: ['V-1', 'V-2'] } }, ['id'])).toEqual([])
  })

  it('take their lines from records inside records', async () => {
    const [supplier] = await world.records('suppliers', { status: 'active' }, ['number'])
    await world.write('scan.pdf', 'a scan')
    const invoice = {
      'invoice-number': 'V-1',
      'invoice-date': '2026-11-02',
      supplier: { number: supplier?.number },
      currency: { code: 'USD' },
      'image-scan': 'scan.pdf',
      'invoice-lines': [
        { 'line-num': 1, description: 'Bolts; large', price: '10.00', quantity: '1' },
        { 'line-num': 2, description: 'Nuts', price: '5.00', quantity: '2' },
      ],
    }
    const file = await world.write('invoices.ndjson', `${JSON.stringify(invoice)}\n`)

    expect(await world.load(file, { template: 'L22', clock })).toMatchObject({ outcome: 'succeeded', created: 1 })

    expect(await loaded()).toMatchObject({ ...whole, attached: [] })
    const again = await world.write('again.ndjson', `${JSON.stringify(invoice)}\n`)
    expect(await world.load(again, { template: 'L22', clock, isForgotten: true })).toMatchObject({ unchanged: 1 })
  })

  it('that are there with other values are left alone and reported', async () => {
    const rows = await invoiceRows()
    await world.load(await world.writeRows('first.csv', rows), { template: 'L22', clock })
    const file = await world.writeRows(
      'second.csv',
      rows.map((row) => row.map((cell) => (cell === '10.00;5' ? '11.00;5' : cell))),
    )

    expect(await world.load(file, { template: 'L22', clock })).toMatchObject({ failed: 1 })

    expect(await world.results(file)).toMatchObject([{ class: 'conflict', code: 'EXISTS_DIFFERENT' }])
  })
})

describe.each(['add', 'set'])('budget lines, with budget-adjustment=%s', (value) => {
  it('are adjusted to the amount of the input, whoever adjusted them before', async () => {
    await using other = await createLoadWorld({ records: 30, quirks: { 'budget-adjustment': value } })
    const [period] = await other.records('periods', {}, ['id', 'name'])
    const rows = (amount: string) => [
      ['period.name', 'segment-1', 'segment-2', 'amount'],
      [String(period?.name), '77', 'A', amount],
    ]
    const options = { template: 'L17', clock }
    await other.load(await other.writeRows('first.csv', rows('1000')), options)
    const [line] = await other.records('budget_lines', { 'segment-1': '77' }, ['id'])
    const amount = value === 'set' ? '1100' : '100'
    await other.connection.resource<string>('budget_lines').action(String(line?.id), 'adjust', { amount })

    const receipt = await other.load(await other.writeRows('second.csv', rows('1250.50')), options)

    expect(receipt).toMatchObject({ updated: 1 })
    const [after] = await other.records('budget_lines', { 'segment-1': '77' }, ['amount'])
    expect(Number(after?.amount)).toBe(1250.5)
  })

  it('are adjusted once although the answer is lost', async () => {
    await using other = await createLoadWorld({ records: 30, quirks: { 'budget-adjustment': value } })
    const [period] = await other.records('periods', {}, ['id', 'name'])
    const rows = (amount: string) => [
      ['period.name', 'segment-1', 'segment-2', 'amount'],
      [String(period?.name), '77', 'A', amount],
    ]
    const options = { template: 'L17', clock }
    await other.load(await other.writeRows('first.csv', rows('1000')), options)
    other.sandbox.control.fault({ kind: 'drop-answer', method: 'PUT', times: 1 })

    expect(await other.load(await other.writeRows('second.csv', rows('900')), options)).toMatchObject({ updated: 1 })

    const [after] = await other.records('budget_lines', { 'segment-1': '77' }, ['amount'])
    expect(Number(after?.amount)).toBe(900)
  })
})

describe('actions', () => {
  it('close, cancel and void what is there, each once', async () => {
    const orders = (await world.records('purchase_orders', { status: 'issued' }, ['id', 'po-number'])).slice(0, 2)
    const file = await world.writeRows('orders.csv', [
      ['po-number', 'action'],
      [String(orders[0]?.['po-number']), 'close'],
      [String(orders[1]?.['po-number']), 'Cancel'],
      ['NOWHERE', 'close'],
      [String(orders[1]?.['po-number']), 'explode'],
    ])
    const options = { template: 'L19', clock }

    expect(await world.load(file, options)).toMatchObject({ updated: 2, failed: 2 })

    const again = await world.writeRows('again.csv', [
      ['po-number', 'action'],
      [String(orders[0]?.['po-number']), 'close'],
    ])
    expect(await world.load(again, options)).toMatchObject({ unchanged: 1 })
    expect(await world.results(file)).toMatchObject([
      { outcome: 'updated', changed: { status: { old: 'issued' } } },
      { outcome: 'updated', changed: { status: { old: 'issued' } } },
      { outcome: 'failed', code: 'NOT_FOUND' },
      { outcome: 'failed', code: 'NOT_A_CHOICE', field: 'action' },
    ])
  })

  it('leave an order that is there as it is, and create one that is not', async () => {
    const [order] = await world.records('purchase_orders', { status: 'issued' }, ['id', 'po-number'])
    const [supplier] = await world.records('suppliers', { status: 'active' }, ['number'])
    const file = await world.writeRows('orders.csv', [
      [
        'po-number',
        'supplier.number',
        'order-lines.line-num',
        'order-lines.description',
        'order-lines.price',
        'order-lines.quantity',
      ],
      ['EXT-1', String(supplier?.number), '1', 'Bolts', '2.50', '4'],
      [String(order?.['po-number']), String(supplier?.number), '1', 'Bolts', '2.50', '4'],
    ])

    expect(await world.load(file, { template: 'L19', clock })).toMatchObject({ created: 1, skipped: 1 })
  })

  it('submit a requisition while it is created, once although the answer is lost', async () => {
    const [supplier] = await world.records('suppliers', { status: 'active' }, ['number'])
    const file = await world.writeRows('requisitions.csv', [
      [
        'external-po-reference',
        'requested-by.login',
        'justification',
        'requisition-lines.line-num',
        'requisition-lines.description',
        'requisition-lines.unit-price',
        'requisition-lines.quantity',
        'requisition-lines.currency.code',
        'requisition-lines.supplier.number',
        'action',
      ],
      [
        'REQ-1',
        'svc_api',
        'Spare parts',
        '1',
        'Bolts',
        '2.50',
        '4',
        'USD',
        String(supplier?.number),
        'submit for approval',
      ],
      ['REQ-2', 'svc_api', 'Spare parts', '1', 'Nuts', '2.50', '4', 'USD', String(supplier?.number), ''],
    ])
    world.sandbox.control.fault({ kind: 'drop-answer', method: 'POST', path: 'submit_for_approval', times: 1 })

    const receipt = await world.load(file, { template: 'L20', clock })

    expect((await world.results(file)).map(({ message }) => message)).toEqual([undefined, undefined])
    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 2 })
    const where = { 'external-po-reference': { in: ['REQ-1', 'REQ-2'] } }
    const found = await world.records('requisitions', where, ['external-po-reference', 'status'])
    expect(found).toMatchObject([{ status: 'pending_approval' }, { status: 'draft' }])
  })
})
