import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flatFileText, readText, writeText } from '../testing/flat-file-text.ts'

describe('writing flat files', () => {
  it('writes only columns that have a value, in the order of Coupa', () => {
    const text = writeText(
      [
        {
          number: 'S-1',
          name: 'Acme "Bolts"',
          website: null,
          'content-groups': [{ name: 'Europe' }, { name: 'Asia' }],
        },
        { number: 'S-2', name: 'Beta', 'payment-term': { code: 'N30' }, 'on-hold': false },
      ],
      'supplier',
    )

    expect(text).toBe(
      flatFileText([
        ['Name', 'Content Groups', 'Supplier Number', 'Payment Terms', 'On Hold'],
        ['Acme "Bolts"', 'Europe;Asia', 'S-1', '', ''],
        ['Beta', '', 'S-2', 'N30', 'false'],
      ]),
    )
  })

  it('writes the lines of a record below it, with what identifies the record', () => {
    const text = writeText(
      [
        {
          'invoice-number': 'INV-1',
          supplier: { number: 'S-7' },
          'invoice-lines': [{ 'line-num': 1, price: '10.50', 'account-allocations': [{ amount: '10.50', pct: 100 }] }],
        },
      ],
      'invoice',
    )

    expect(text).toBe(
      flatFileText([
        ['Invoice', 'Invoice Number', 'Supplier Number'],
        ['Invoice Line', 'Invoice Number', 'Supplier Number', 'Line Number', 'Price'],
        ['Account Allocation', 'Invoice Number', 'Invoice Line Number', 'Amount', 'Percent'],
        ['Invoice', 'INV-1', 'S-7'],
        ['Invoice Line', 'INV-1', 'S-7', '1', '10.50'],
        ['Account Allocation', 'INV-1', '1', '10.50', '100'],
      ]),
    )
  })

  it('writes custom fields under their prompt names', () => {
    const record = { name: 'Acme', 'custom-fields': { 'erp-number': '4711', 'ERP Region': 'north' } }

    expect(writeText([record], 'supplier')).toBe(
      flatFileText([
        ['Name', 'Erp Number', 'ERP Region'],
        ['Acme', '4711', 'north'],
      ]),
    )
  })

  it('refuses a value of a list with a semicolon', () => {
    const record = { name: 'Acme', 'content-groups': [{ name: 'Europe;Asia' }] }

    expect(() => writeText([record], 'supplier')).toThrow('has the value "Europe;Asia"')
  })

  it('refuses a field that the file has no column for', async () => {
    const { layout } = await readText(flatFileText([['Name', 'Status']]), 'supplier')

    expect(() => writeText([{ name: 'Acme', number: 'S-1' }], 'supplier', layout)).toThrow(
      'number of supplier has a value, and the file has no column for it.',
    )
  })
})

/** Text as people type it: quotes, commas, line breaks, other alphabets. */
const text = fc
  .array(fc.constantFrom('a', 'Ä', '"', ',', ';', '\n', '日', '=', '😀', '7'), { minLength: 1, maxLength: 8 })
  .map((letters) => letters.join(''))
const maybe = (value: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(''), value)

/** Rows of invoices as Coupa exports them: each header followed by its lines, and these by their allocations. */
const invoiceRows = fc
  .array(
    fc.record({
      number: text,
      note: maybe(text),
      custom: maybe(text),
      lines: fc.array(fc.record({ description: maybe(text), splits: fc.array(maybe(text), { maxLength: 2 }) }), {
        maxLength: 3,
      }),
      taxes: fc.array(text, { maxLength: 2 }),
    }),
    { maxLength: 4 },
  )
  .map((invoices) =>
    invoices.flatMap(({ number, note, custom, lines, taxes }, place) => {
      const id = `${place + 1}`
      return [
        ['Header', { id, 'invoice-number': number, 'internal-note': note, 'ERP Number': custom }] as const,
        ...lines.flatMap(({ description, splits }, line) => {
          const own = { 'invoice-id': id, 'invoice-line-id': `${id}0${line}` }
          return [
            ['Line', { ...own, 'line-num': `${line + 1}`, description }] as const,
            ...splits.map(
              (note) => ['Line Split', { ...own, 'account-allocation-amount': '1', 'billing-notes': note }] as const,
            ),
          ]
        }),
        ...taxes.map((amount) => ['Tax', { 'invoice-id': id, 'invoice-number': number, amount, code: '' }] as const),
      ]
    }),
  )

const columnsOf = {
  Header: ['id', 'invoice-number', 'internal-note', 'ERP Number'],
  Line: ['invoice-id', 'invoice-line-id', 'line-num', 'description'],
  'Line Split': ['invoice-id', 'invoice-line-id', 'account-allocation-amount', 'billing-notes'],
  Tax: ['invoice-id', 'invoice-number', 'amount', 'code'],
}

/** Orders of the columns of each row type. */
const columnOrders = fc.record({
  Header: fc.shuffledSubarray(columnsOf.Header, { minLength: 4 }),
  Line: fc.shuffledSubarray(columnsOf.Line, { minLength: 4 }),
  'Line Split': fc.shuffledSubarray(columnsOf['Line Split'], { minLength: 4 }),
  Tax: fc.shuffledSubarray(columnsOf.Tax, { minLength: 4 }),
})

describe('a flat file that is read and written again', () => {
  it('is the same, byte by byte, in whatever order its columns are', async () => {
    await fc.assert(
      fc.asyncProperty(
        invoiceRows,
        columnOrders,
        fc.constantFrom('\r\n', '\n'),
        fc.boolean(),
        async (rows, orders, lineEnd, isShared) => {
          const file = flatFileText(
            [
              ...Object.entries(orders).map(([word, columns]) => [isShared ? 'type' : word, ...columns]),
              ...rows.map(([word, cells]) => [word, ...orders[word].map((name) => Reflect.get(cells, name) ?? '')]),
            ],
            lineEnd,
          )

          const { records, layout } = await readText(file, 'invoice')

          expect(writeText(records, 'invoice', layout)).toBe(file)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('keeps all records when it is written with the columns that they need', async () => {
    await fc.assert(
      fc.asyncProperty(invoiceRows, async (rows) => {
        const file = flatFileText([
          ...Object.entries(columnsOf).map(([word, columns]) => [word, ...columns]),
          ...rows.map(([word, cells]) => [word, ...columnsOf[word].map((name) => Reflect.get(cells, name) ?? '')]),
        ])
        const { records } = await readText(file, 'invoice')

        const again = await readText(writeText(records, 'invoice'), 'invoice')

        expect(again.records).toEqual(records)
      }),
      { numRuns: 100 },
    )
  })
})
