// The export loop that Coupa's articles describe, made safe: deliver first, mark as exported afterwards, and never page by
// offset over a set that the marking itself shrinks.
import { createConnection, settingsFromEnvironment } from '@coupa-connector/connector'

await using connection = createConnection(settingsFromEnvironment(process.env))
const invoices = connection.resource('invoices')

const waiting = invoices.query({
  where: { exported: false, status: { in: ['approved', 'voided'] } },
  fields: ['id', 'invoice-number', 'status'],
})

let exported = 0
for await (const invoice of waiting) {
  process.stdout.write(`${JSON.stringify(invoice)}\n`)
  await invoices.markExported(invoice.id)
  exported++
}
process.stdout.write(`${exported} invoices exported\n`)
