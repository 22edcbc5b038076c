// Custom fields are open by default; a type of your own makes the compiler check them.
import { createConnection, settingsFromEnvironment } from '@coupa-connector/connector'

interface OurInvoiceFields {
  'erp-number'?: string | null
}

await using connection = createConnection(settingsFromEnvironment(process.env))
const invoices = connection.resource<'invoices', OurInvoiceFields>('invoices')

const [first] = await invoices.query({ fields: ['id', 'custom-fields'], limit: 1 }).toArray()
if (first) {
  const changed = await invoices.update(first.id, { 'custom-fields': { 'erp-number': '4711' } })
  process.stdout.write(`invoice ${changed.id} is now known as ${changed.record?.['custom-fields']?.['erp-number']}\n`)
}
