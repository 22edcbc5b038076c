import type { ApiContext } from '../api/contract.ts'
import { collectionOf } from '../api/find-record.ts'
import { markExported } from '../api/mark-exported.ts'
import { Reference, type Value } from '../schema/value.ts'
import type { SandboxRecord } from '../store/record-store.ts'

export interface OutboxOptions {
  readonly exportMs: number
  /** For how long a file grows until it is there as a whole. */
  readonly growMs: number
}

const folder = '/Outgoing/Invoices'
const headers = [
  ['type', 'id', 'invoice-number', 'status', 'invoice-date', 'supplier-number', 'supplier-name', 'currency'],
  ['type', 'invoice-id', 'invoice-line-id', 'line-num', 'description', 'price', 'quantity', 'total'],
] as const

interface GrowingFile {
  readonly path: string
  readonly content: Buffer
  readonly completeAt: number
}

/**
 * Creates the job that exports invoices (F-468): approved ones that are not exported become a file, and are marked as soon as it
 * is there. The function does what was due by now.
 */
export function createOutbox(context: ApiContext, { exportMs, growMs }: OutboxOptions): () => void {
  const { remoteFiles: files, now } = context
  files.folder(folder)
  let next = now() + exportMs
  let growing: readonly GrowingFile[] = []
  let count = 0

  function exportInvoices(): void {
    const invoices = collectionOf(context, 'invoices')
    const due = [...invoices.iterate()].filter(
      (record) => record.get('status') === 'approved' && record.get('exported') !== true,
    )
    if (due.length === 0) return
    count += 1
    const rows = [...headers, ...due.flatMap((record) => rowsOf(record, context))]
    const content = Buffer.from(rows.map((cells) => `${cells.map(quoted).join()}\r\n`).join(''))
    const path = `${folder}/InvoiceHeader_${stampOf(now())}_${count}.csv`
    if (growMs === 0) files.write(path, content)
    else {
      files.write(path, content.subarray(0, content.length / 2))
      growing = [...growing, { path, content, completeAt: now() + growMs }]
    }
    for (const { id } of due) markExported(invoices, id, true, context)
  }

  function grow(): void {
    const complete = growing.filter(({ completeAt }) => now() >= completeAt)
    growing = growing.filter((file) => !complete.includes(file))
    for (const { path, content } of complete) if (files.kindOf(path) === 'file') files.write(path, content)
  }

  return () => {
    grow()
    if (now() < next) return
    next = now() + exportMs
    exportInvoices()
  }
}

function rowsOf(record: SandboxRecord, context: ApiContext): readonly (readonly string[])[] {
  const id = `${record.id}`
  const supplier = resolved(record.get('supplier'), context)
  const currency = resolved(record.get('currency'), context)
  const date = record.get('invoice-date')
  const lines = record.get('invoice-lines')
  return [
    [
      'Header',
      id,
      text(record.get('invoice-number')),
      text(record.get('status')),
      typeof date === 'number' ? new Date(date).toISOString() : text(date),
      text(supplier?.get('number')),
      text(supplier?.get('name')),
      text(currency?.get('code')),
    ],
    ...(Array.isArray(lines) ? lines : []).map((line: Value) => lineCells(id, line, context)),
  ]
}

function lineCells(invoice: string, line: Value, context: ApiContext): readonly string[] {
  const record = resolved(line, context)
  const values = record?.toValues() ?? (typeof line === 'object' && line !== null ? line : {})
  const cell = (name: string): string => text(Reflect.get(values, name))
  const id = record === undefined ? cell('id') : `${record.id}`
  return ['Line', invoice, id, cell('line-num'), cell('description'), cell('price'), cell('quantity'), cell('total')]
}

function resolved(value: Value, { store }: ApiContext): SandboxRecord | undefined {
  return value instanceof Reference ? store.resolve(value) : undefined
}

function text(value: unknown): string {
  return value === null || value === undefined || typeof value === 'object' ? '' : String(value)
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}

/** `20260301_080000Z`. */
function stampOf(time: number): string {
  return new Date(time)
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '')
    .replace('T', '_')
}
