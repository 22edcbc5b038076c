import type { StoredFile } from '../attachments/stored-files.ts'
import { isValues, itemsOf } from '../schema/value.ts'
import type { SandboxRecord } from '../store/record-store.ts'
import { makePdf, makePng, makeZip } from './made-files.ts'

/** The legal invoice as a PDF (F-387). */
export function legalInvoice(invoice: SandboxRecord): StoredFile {
  const number = String(invoice.get('invoice-number') ?? invoice.id)
  const lines = [`Invoice ${number}`, `Total ${String(invoice.get('gross-total') ?? '0.00')}`]
  return { name: `invoice-${invoice.id}.pdf`, contentType: 'application/pdf', content: makePdf(lines) }
}

/** The scan that a generated invoice came with (F-387). */
export function madeScan(invoiceId: number): StoredFile {
  const content = makePdf([`Scan of invoice ${invoiceId}`])
  return { name: `scan-${invoiceId}.pdf`, contentType: 'application/pdf', content }
}

/** The executive summary of a contract as a PDF (F-400). */
export function executiveSummary(contract: SandboxRecord): StoredFile {
  const lines = [`Executive summary of contract ${String(contract.get('number') ?? contract.id)}`]
  return { name: `contract-${contract.id}-summary.pdf`, contentType: 'application/pdf', content: makePdf(lines) }
}

/** The clearance document of an invoice or of one of its payment receipts (F-387). */
export function clearanceDocument(invoice: SandboxRecord): StoredFile {
  const content = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<clearance-document><invoice-id>${invoice.id}</invoice-id></clearance-document>\n`,
  )
  return { name: `clearance-${invoice.id}.xml`, contentType: 'application/xml', content }
}

/** The receipts of an expense report as a ZIP archive with one folder for each line (F-405). */
export function expenseArchive(report: SandboxRecord): StoredFile {
  const files = itemsOf(report.get('expense-lines')).flatMap((line, index) => {
    if (!isValues(line)) return []
    const text = `${String(line.description ?? 'Expense')}: ${String(line.amount ?? '0.00')}\n`
    return [{ name: `line_${index + 1}/receipt.txt`, content: Buffer.from(text) }]
  })
  return { name: `expense_report_${report.id}.zip`, contentType: 'application/zip', content: makeZip(files) }
}

/** A picture for whatever has none of its own. */
export function image(record: SandboxRecord): StoredFile {
  return { name: `image-${record.id}.png`, contentType: 'image/png', content: makePng() }
}
