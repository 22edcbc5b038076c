import type { ApiContext } from '../api/contract.ts'
import { collectionOf } from '../api/find-record.ts'
import type { InputObject } from '../format/input.ts'
import { RequestProblem } from '../format/request-problem.ts'
import { Reference, type Values } from '../schema/value.ts'
import type { SandboxRecord } from '../store/record-store.ts'
import { columnName, failed, type LoadResult, loaded, rowsOfFile, uploadError } from './load-rows.ts'

type Row = (column: string) => string

/**
 * Loads payments of invoices. An invoice that has a payment with the date, the number and the amount of a row is left as it is
 * (F-332).
 */
export function loadInvoicePayments(context: ApiContext, content: Buffer): LoadResult {
  const invoices = collectionOf(context, 'invoices')
  return loadEach(content, (row) => {
    const invoice = findInvoice(row, context)
    const payments = paymentsOf(invoice)
    const payment = {
      'payment-date': row('check-payment-date'),
      'check-number': row('check-#-/-note'),
      'amount-paid': row('check-amount-paid'),
    }
    const isThere = payments.some(
      (one) =>
        Number(one['amount-paid']) === Number(payment['amount-paid']) &&
        String(one['check-number'] ?? one.notes ?? '') === payment['check-number'],
    )
    const added = payment['amount-paid'] === '' || isThere ? [] : [{ ...payment, notes: payment['check-number'] }]
    const input: InputObject = {
      ...(row('paid') === '' ? {} : { paid: /^(?:y|t|1)/i.test(row('paid')) }),
      ...(row('paid-in-full-date') === '' ? {} : { 'payment-date': row('paid-in-full-date') }),
      ...(row('paid-in-full-note') === '' ? {} : { 'payment-notes': row('paid-in-full-note') }),
      ...(added.length === 0 ? {} : { payments: [...payments.map(({ id }) => ({ id: Number(id) })), ...added] }),
    }
    context.writer.update(invoices, invoice, input)
  })
}

/** Loads payments of expense reports, by the ids of these. */
export function loadExpensePayments(context: ApiContext, content: Buffer): LoadResult {
  const reports = collectionOf(context, 'expense_reports')
  return loadEach(content, (row) => {
    const report = reports.get(Number(row('expense-report-id')))
    if (report === undefined) throw unfound('ExpenseReport', 'expense-report', row('expense-report-id'))
    const payment = { 'payment-date': row('paid-in-full-date'), notes: row('paid-in-full-note') }
    context.writer.update(reports, report, { paid: true, payment })
  })
}

function loadEach(content: Buffer, load: (row: Row) => void): LoadResult {
  const all = rowsOfFile(content)
  if (typeof all === 'string') return failed(all)
  const [header = [], ...rows] = all
  const columns = header.map(columnName)
  const errors: Values[] = []
  for (const [index, cells] of rows.entries()) {
    try {
      load((column) => cells[columns.indexOf(column)] ?? '')
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error
      errors.push(uploadError(error, { row: index + 2 }, columns, cells))
    }
  }
  return loaded(0, rows.length - errors.length, rows.length, errors)
}

function findInvoice(row: Row, context: ApiContext): SandboxRecord {
  const found = [...collectionOf(context, 'invoices').iterate()].filter((invoice) => {
    if (row('invoice-id') !== '') return String(invoice.id) === row('invoice-id')
    const supplier = supplierOf(invoice, context)
    const isOfSupplier = [['supplier-number', 'number'] as const, ['supplier-name', 'name'] as const].every(
      ([column, field]) => row(column) === '' || String(supplier?.get(field)) === row(column),
    )
    return isOfSupplier && String(invoice.get('invoice-number')) === row('invoice-number')
  })
  const [only, ...others] = found
  if (only === undefined || others.length > 0) throw unfound('InvoiceHeader', 'invoice', row('invoice-number'))
  return only
}

function supplierOf(invoice: SandboxRecord, { store }: ApiContext): SandboxRecord | undefined {
  const supplier = invoice.get('supplier')
  return supplier instanceof Reference ? store.resolve(supplier) : undefined
}

function paymentsOf(invoice: SandboxRecord): readonly Readonly<Record<string, unknown>>[] {
  const payments: unknown = invoice.get('payments')
  return Array.isArray(payments) ? (payments as readonly Readonly<Record<string, unknown>>[]) : []
}

function unfound(type: string, field: string, value: string): RequestProblem {
  return new RequestProblem(
    400,
    `Unable to find valid ${type} record for ${field} with keys {"number"=>"${value}"}`,
    'file',
  )
}
