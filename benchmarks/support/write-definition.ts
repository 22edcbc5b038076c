import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The fields of the page server's invoices, as a definition names them. */
const fields = [
  ...[
    'id',
    'created-at',
    'updated-at',
    'invoice-number',
    'invoice-date',
    'status',
    'total-with-taxes',
    'gross-total',
    'paid',
  ],
  { currency: ['id', 'code'] },
  { supplier: ['id', 'name', 'number'] },
  {
    'invoice-lines': [
      'id',
      'line-num',
      'description',
      'price',
      'quantity',
      'total',
      { account: ['id', 'code', 'name'] },
    ],
  },
  { 'custom-fields': {} },
]

/** The same for `query --fields`. */
export const fieldList: string = fields.flatMap((field) => namesOf(field)).join()

function namesOf(field: unknown): readonly string[] {
  if (typeof field === 'string') return [field]
  return Object.entries(field as Readonly<Record<string, unknown>>).flatMap(([name, below]) =>
    Array.isArray(below) ? below.flatMap((one) => namesOf(one)).map((one) => `${name}.${one}`) : [name],
  )
}

/** Documents as they are. */
export const nested = { shape: 'nested', name: 'invoice' } as const

/** A row for each invoice and each of its lines. */
export const tables = {
  shape: 'tables',
  tables: {
    invoice: {
      key: ['id'],
      columns: {
        id: 'id',
        number: 'invoice-number',
        day: { path: 'invoice-date', as: 'date' },
        updated_at: 'updated-at',
        status: 'status',
        total: { path: 'total-with-taxes', as: 'decimal(32,4)' },
        gross: { path: 'gross-total', as: 'decimal(32,4)' },
        is_paid: 'paid',
        currency: 'currency.code',
        supplier: 'supplier.number',
        supplier_name: 'supplier.name',
      },
    },
    invoice_line: {
      each: 'invoice-lines',
      key: ['invoice_id', 'id'],
      columns: {
        invoice_id: '^.id',
        id: 'id',
        number: 'line-num',
        description: 'description',
        price: { path: 'price', as: 'decimal(32,6)' },
        quantity: { path: 'quantity', as: 'decimal(32,6)' },
        total: { path: 'total', as: 'decimal(32,4)' },
        account: 'account.code',
      },
    },
  },
} as const

/** Writes the definition of a process that delivers all invoices, and answers with its file. */
export function writeDefinition(folder: string, parts: Readonly<Record<string, unknown>>): string {
  const file = join(folder, 'process.json')
  const { source = {}, ...others } = parts
  const definition = {
    process: 'benchmark',
    source: { resource: 'invoices', mode: 'full', fields, ...(source as object) },
    acknowledge: { mode: 'none' },
    limits: { share: 1 },
    ...others,
  }
  writeFileSync(file, JSON.stringify(definition))
  return file
}
