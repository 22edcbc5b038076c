import { createConnection, settingsFromEnvironment } from '../src/index.ts'

// Compiled and never run: the compiler is the test.

const connection = createConnection(settingsFromEnvironment({ COUPA_URL: 'https://acme.coupahost.com/api' }))
const invoices = connection.resource('invoices')

for await (const invoice of invoices.query({
  where: { status: 'approved', 'updated-at': { gt_or_eq: '2026-01-01T00:00:00Z' }, supplier: { number: 'S-9041' } },
  fields: ['id', 'invoice-number', 'gross-total', { supplier: ['id', 'name'] }],
})) {
  invoice.id satisfies number | null | undefined
  invoice['gross-total'] satisfies string | null | undefined
  invoice.supplier?.name satisfies string | null | undefined
  // @ts-expect-error the field exists, and was not asked for
  invoice.status
}

const created = await connection.resource('suppliers').create({ name: 'Acme Pumps', number: 'S-1' })
created.record?.number satisfies string | null | undefined
await invoices.action(7, 'submit')

// @ts-expect-error there is no such resource
connection.resource('invoice')
// @ts-expect-error there is no such field
invoices.query({ where: { stauts: 'approved' } })
// @ts-expect-error there is no such field to select
invoices.query({ fields: ['invoice-nummer'] })
// @ts-expect-error a name is text
await connection.resource('suppliers').create({ name: 7 })
// @ts-expect-error there is no such action
await invoices.action(7, 'sumbit')
// @ts-expect-error there is no such encoding
invoices.query({ format: 'yaml' })
