// Creates suppliers from any source, eight at a time, one outcome per record. A lost answer never doubles a supplier.
import { createConnection, settingsFromEnvironment } from '@coupa-connector/connector'
import type { SupplierInput } from '@coupa-connector/connector/records'

await using connection = createConnection(settingsFromEnvironment(process.env))

const run = Date.now().toString(36)
const suppliers = Array.from(
  { length: 20 },
  (_, index): SupplierInput => ({
    name: `Example Supplier ${run}-${index}`,
    number: `EX-${run}-${index}`,
    'payment-method': 'invoice',
  }),
)

let failed = 0
for await (const outcome of connection.resource('suppliers').createMany(suppliers)) {
  if (outcome.status === 'created') process.stdout.write(`${outcome.index}: created ${outcome.id}\n`)
  else failed++
}
process.stdout.write(`${suppliers.length - failed} created, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
