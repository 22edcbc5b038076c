// Reads approved invoices above an amount, with only the fields that are needed, and prints one line each.
import { createConnection, settingsFromEnvironment } from '@coupa-connector/connector'

await using connection = createConnection(settingsFromEnvironment(process.env))

const invoices = connection.resource('invoices').query({
  where: { status: 'approved', 'updated-at': { gt_or_eq: '2020-01-01T00:00:00Z' } },
  fields: ['id', 'invoice-number', 'status', { supplier: ['id', 'name'] }],
})

for await (const invoice of invoices) {
  process.stdout.write(`${invoice.id} ${invoice['invoice-number']} ${invoice.supplier?.name}\n`)
}

const receipt = await invoices.receipt
process.stdout.write(`${receipt.records} invoices in ${receipt.requests} requests, complete: ${receipt.complete}\n`)
