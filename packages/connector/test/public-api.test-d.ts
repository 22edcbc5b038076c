import {
  type AnyCoupaError,
  type CoupaErrorCode,
  type CoupaRecord,
  createConnection,
  isCoupaError,
  type SettingsProblem,
  settingsFromEnvironment,
} from '../src/index.ts'
import type { Clock, Log, RateLimiter, TokenStore, Tracer, Transport } from '../src/plugins.ts'
import type { Invoice } from '../src/records.ts'

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
// @ts-expect-error query takes one argument
invoices.query({}, { limit: 3 })
// @ts-expect-error how many records a page has is tuning, and stands in reading: {}
invoices.query({ pageSize: 10 })
// @ts-expect-error a limit is not tuning
invoices.query({ reading: { limit: 10 } })
// @ts-expect-error there is no such option
createConnection({}, { formt: 'json' })

invoices.query({ limit: 3, inOrder: false, reading: { concurrency: 4, pageSize: 10 }, updatedAfter: new Date() })

// A resource whose name is only known at run time: its records are those of any resource.
declare const name: string
const anything = connection.resource(name)
for await (const record of anything.query({
  where: { status: 'x', any: { thing: 1 } },
  fields: ['id', { any: ['a'] }],
})) {
  record satisfies CoupaRecord
}
const found = await anything.get(7, { fields: ['id'] })
found satisfies CoupaRecord
await anything.create({ name: 'Acme' })
await anything.action(7, 'any_action', { parameter: 'x' })
// @ts-expect-error query takes one argument there, too
anything.query({}, { limit: 3 })
// @ts-expect-error a mistyped option is one there, too
anything.query({ limt: 3 })

const { data, status } = await connection.request('GET invoices/:id', { id: 7 })
status satisfies number
data satisfies CoupaRecord | readonly CoupaRecord[] | undefined
const { data: invoice } = await connection.request<Invoice>('GET invoices/:id', { id: 7 })
invoice['invoice-number'] satisfies string | null | undefined

// Every class of error is told apart by its code, and has the same shape.
declare const error: AnyCoupaError
error.code satisfies CoupaErrorCode
error.details satisfies object
error.status satisfies number | undefined
error.correlationId satisfies string | undefined
if (isCoupaError(error) && error.code === 'COUPA_SETTINGS_INVALID') {
  error.details.problems satisfies readonly SettingsProblem[]
}
if (isCoupaError(error) && error.code === 'COUPA_UNKNOWN_RESOURCE') error.details.nearest satisfies readonly string[]

// What a connection can be given stands in an entry of its own.
declare const plugins: {
  clock: Clock
  log: Log
  tracer: Tracer
  transport: Transport
  tokenStore: TokenStore
  rate: RateLimiter
}
createConnection({}, plugins)
