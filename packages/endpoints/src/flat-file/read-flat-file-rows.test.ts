import { describe, expect, it } from 'vitest'
import { readFlatFile } from '../sources/formats/read-flat-file.ts'
import { flatFileText, objectCalled, openText, readText } from '../testing/flat-file-text.ts'

/** As Coupa's loader takes it: the header rows begin with the words of their row types. */
const loaderRows = [
  ['Invoice', 'Invoice Number*', 'Supplier Number', 'Invoice Date*', 'Payment Terms', 'Currency'],
  ['Invoice Line', 'Invoice Number*', 'Line Number', 'Description', 'Price*', 'Account Code', 'Account Segment 1'],
  ['Account Allocation', 'Invoice Number*', 'Invoice Line Number*', 'Amount', 'Account Code'],
  ['Invoice Charge', 'Invoice Number*', 'Line Number', 'Type*', 'Total*'],
  ['Invoice Tax Line', 'Invoice Number*', 'Invoice Line Number', 'Invoice Charge Number', 'Tax Amount', 'Tax Code'],
  ['Invoice', 'INV-1', 'S-7', '2026-03-01', 'N30', 'EUR'],
  ['Invoice Line', 'INV-1', '1', 'Bolts, "M6"\nzinc', '10.50', 'SF-100', 'SF'],
  ['Account Allocation', 'INV-1', '1', '4.50', 'SF-100'],
  ['Account Allocation', 'INV-1', '1', '6.00', 'SF-200'],
  ['Invoice Tax Line', 'INV-1', '1', '', '1.05', 'VAT10'],
  ['Invoice Line', 'INV-1', '2', 'Nuts', '3', '', ''],
  ['Invoice Charge', 'INV-1', '3', 'InvoiceShippingCharge', '5.00'],
  ['Invoice Tax Line', 'INV-1', '', '3', '0.50', 'VAT10'],
  ['Invoice Tax Line', 'INV-1', '', '', '9.99', 'VAT0'],
  ['Invoice', 'INV-2', 'S-7', '2026-03-02', '', 'EUR'],
]

const loaderRecords = [
  {
    'invoice-number': 'INV-1',
    supplier: { number: 'S-7' },
    'invoice-date': '2026-03-01',
    'payment-term': { code: 'N30' },
    currency: { code: 'EUR' },
    'invoice-lines': [
      {
        'line-num': '1',
        description: 'Bolts, "M6"\nzinc',
        price: '10.50',
        account: { code: 'SF-100', 'segment-1': 'SF' },
        'account-allocations': [
          { amount: '4.50', account: { code: 'SF-100' } },
          { amount: '6.00', account: { code: 'SF-200' } },
        ],
        'tax-lines': [{ amount: '1.05', 'tax-code': { code: 'VAT10' } }],
      },
      { 'line-num': '2', description: 'Nuts', price: '3' },
    ],
    'invoice-charges': [
      {
        'line-num': '3',
        type: 'InvoiceShippingCharge',
        total: '5.00',
        'tax-lines': [{ amount: '0.50', 'tax-code': { code: 'VAT10' } }],
      },
    ],
    'tax-lines': [{ amount: '9.99', 'tax-code': { code: 'VAT0' } }],
  },
  {
    'invoice-number': 'INV-2',
    supplier: { number: 'S-7' },
    'invoice-date': '2026-03-02',
    currency: { code: 'EUR' },
  },
]

describe('reading flat files', () => {
  it('puts lines, allocations, charges and taxes under the record that they belong to', async () => {
    const { records } = await readText(flatFileText(loaderRows), 'invoice')

    expect(records).toEqual(loaderRecords)
  })

  it('finds columns by name, in any order', async () => {
    const turned = loaderRows.map(([word = '', ...cells]) => [
      word,
      ...Array.from({ length: 6 }, (_, place) => cells[5 - place] ?? '').filter(
        (_, place) => place >= 6 - (loaderRows.find(([other]) => other === word)?.length ?? 0) + 1,
      ),
    ])

    const { records } = await readText(flatFileText(turned), 'invoice')

    expect(records).toEqual(loaderRecords)
  })

  it('takes files in which all headers come before the lines', async () => {
    const isHeader = ([word]: readonly string[]): boolean => word === 'Invoice'
    const [head, rows] = [loaderRows.slice(0, 5), loaderRows.slice(5)]
    const sorted = [...head, ...rows.filter(isHeader), ...rows.filter((row) => !isHeader(row))]

    const { records } = await readText(flatFileText(sorted), 'invoice')

    expect(records).toEqual(loaderRecords)
  })

  it('takes files in which each row type has its header row just before its first row', async () => {
    const head = loaderRows.slice(0, 5)
    const seen = new Set<string | undefined>()
    const mixed = loaderRows.slice(5).flatMap((row) => {
      const own = seen.has(row[0]) ? [] : head.filter(([word]) => word === row[0])
      seen.add(row[0])
      return [...own, row]
    })

    const { records } = await readText(flatFileText(mixed), 'invoice')

    expect(records).toEqual(loaderRecords)
  })

  it('recognizes the header rows of exports by their columns, since all begin with the same word', async () => {
    const { records } = await readText(
      flatFileText([
        ['type', 'id', 'status', 'invoice-number', 'supplier-number', 'account-type-name', 'created-by-login'],
        ['type', 'invoice-id', 'invoice-line-id', 'line-num', 'description', 'segment-2', 'uom'],
        ['type', 'invoice-id', 'invoice-line-id', 'account-allocation-amount', 'account-code'],
        ['type', 'invoice-id', 'invoice-number', 'invoice-line-id', 'tax-line-id', 'amount', 'Base Amount'],
        ['type', 'invoice-id', 'invoice-number', 'invoice-line-id', 'tax-line-id', 'amount', 'Withholding Base'],
        ['Header', '9', 'approved', 'I-9', 'S-1', 'Ace', 'ann'],
        ['Line', '9', '31', '1', 'Bolts', '200', 'EA'],
        ['Line Split', '9', '31', '12.00', 'SF-200'],
        ['Tax', '9', 'I-9', '31', '5', '1.20', '12.00'],
        ['Witholding', '9', 'I-9', '', '6', '0.10', '12.00'],
      ]),
      'invoice',
    )

    expect(records).toEqual([
      {
        id: '9',
        status: 'approved',
        'invoice-number': 'I-9',
        supplier: { number: 'S-1' },
        'account-type': { name: 'Ace' },
        'created-by': { login: 'ann' },
        'invoice-lines': [
          {
            id: '31',
            'line-num': '1',
            description: 'Bolts',
            account: { 'segment-2': '200' },
            uom: { code: 'EA' },
            'account-allocations': [{ amount: '12.00', account: { code: 'SF-200' } }],
            'tax-lines': [{ id: '5', amount: '1.20', base: '12.00' }],
          },
        ],
        'withholding-tax-lines': [{ id: '6', amount: '0.10', base: '12.00' }],
      },
    ])
  })

  it('takes lists apart at semicolons, and leaves out empty cells', async () => {
    const { records } = await readText(
      flatFileText([
        ['Name', 'Supplier Number', 'Content Groups', 'Website'],
        ['Acme', 'S-1', 'Europe; Asia', ''],
      ]),
      'supplier',
    )

    expect(records).toEqual([{ name: 'Acme', number: 'S-1', 'content-groups': [{ name: 'Europe' }, { name: 'Asia' }] }])
  })

  it('tells columns that Coupa does not have, and keeps them as custom fields', async () => {
    const { records, unknownColumns } = await readText(
      flatFileText([
        ['Name', 'ERP Number', 'Supplier Number'],
        ['Acme', '4711', 'S-1'],
      ]),
      'supplier',
    )

    expect(unknownColumns).toEqual([{ column: 'ERP Number', rowType: 'supplier', path: 'custom-fields.erp-number' }])
    expect(records).toEqual([{ name: 'Acme', number: 'S-1', 'custom-fields': { 'erp-number': '4711' } }])
  })

  it('gives the first record before it has read the whole file', async () => {
    const rows = [
      ['Name', 'Supplier Number'],
      ...Array.from({ length: 20_000 }, (_, place) => [`N${place}`, `${place}`]),
    ]
    const text = flatFileText(rows)
    let given = 0
    const pieces = async function* () {
      for (let place = 0; place < text.length; place += 4096) {
        given = place
        yield Buffer.from(text.slice(place, place + 4096))
      }
    }

    const { records } = await readFlatFile(pieces(), objectCalled('supplier'))
    for await (const { record } of records) {
      expect(record).toBe(1)
      break
    }

    expect(given).toBeLessThan(text.length / 2)
  })

  it('keeps a record open for no more than 5,000 rows', async () => {
    const lines = Array.from({ length: 5001 }, (_, place) => ['Invoice', `INV-${place}`])
    const reading = await openText(
      flatFileText([
        ['Invoice', 'Invoice Number'],
        ['Invoice Line', 'Invoice Number', 'Price'],
        ...lines,
        ['Invoice Line', 'INV-0', '1'],
      ]),
      'invoice',
      65_536,
    )

    const all = async (): Promise<void> => {
      for await (const _ of reading.records);
    }

    await expect(all()).rejects.toThrow('belongs to the invoice with Invoice Number "INV-0"')
  })
})

describe('a flat file that is wrong', () => {
  const head = loaderRows.slice(0, 2)

  it.each([
    {
      what: 'a line without its invoice',
      rows: [...head, ['Invoice', 'INV-1'], ['Invoice Line', 'INV-9', '1']],
      message:
        'Row 4 of the file belongs to the invoice with Invoice Number* "INV-9", and no such invoice is above it.',
    },
    {
      what: 'an allocation without its line',
      rows: [
        ...loaderRows.slice(0, 3),
        ['Invoice', 'INV-1'],
        ['Invoice Line', 'INV-1', '1'],
        ['Account Allocation', 'INV-1', '2', '5'],
      ],
      message: 'Row 6 of the file belongs to a row of the type invoice-line with Invoice Line Number* "2"',
    },
    {
      what: 'a row type that invoices do not have',
      rows: [...head, ['Invoise', 'INV-1']],
      message: 'Row 3 of the file has "Invoise" in its first column, which is not a row type of invoice.',
    },
    {
      what: 'a row type without a header row',
      rows: [...head, ['Invoice', 'INV-1'], ['Invoice Charge', 'INV-1', '1', 'X', '5.00']],
      message: 'Row 4 of the file is of the row type "Invoice Charge", and no header row of this type comes before it.',
    },
    {
      what: 'a column twice',
      rows: [
        ['Invoice', 'Invoice Number', 'invoice_number'],
        ['Invoice', 'INV-1', 'INV-1'],
      ],
      message: 'Row 1 of the file is a header row and has "Invoice Number" and "invoice_number", which are one field.',
    },
    {
      what: 'a value without a column',
      rows: [
        ['Invoice', 'Invoice Number'],
        ['Invoice Line', 'Invoice Number', 'Price'],
        ['Invoice', 'INV-1', '5'],
      ],
      message: 'Row 3 of the file has "5" in column 3, which the header row of Invoice does not name.',
    },
  ])('names the row of $what', async ({ rows, message }) => {
    await expect(readText(flatFileText(rows), 'invoice')).rejects.toThrow(message)
  })

  it('names an uneven row, and the line where it is', async () => {
    const text = 'Name,Supplier Number,Status\n"Two\nlines",S-1,active\nThree,S-2,active,more\n'

    await expect(readText(text, 'supplier')).rejects.toMatchObject({
      code: 'UNEVEN_ROW',
      message: 'Row 3 of the file (line 4) has 4 cells, and its header row has 3.',
    })
  })

  it('is refused when it is one of another object', async () => {
    await expect(readText('From Currency,To Currency,Rate\nEUR,USD,1.1\n', 'supplier')).rejects.toThrow(
      "The first row has no column of Coupa's flat files of suppliers: From Currency, To Currency, Rate.",
    )
  })
})
