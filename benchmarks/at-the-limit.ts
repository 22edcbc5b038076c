// How much of Coupa's 25 requests a second a read uses when every page takes 200 ms, for a minute, against the sandbox that
// answers 429 to whoever asks more.
import { createConnection } from '@coupa-connector/connector'
import { startSandbox } from '@coupa-connector/sandbox'
import { report, round } from './support/measurement.ts'

const seconds = 60
const perSecond = 25

await using sandbox = await startSandbox({ latencyMs: 200, records: 200_000 })
await using connection = createConnection({
  url: sandbox.url,
  authenticationType: 'oauth2',
  clientId: sandbox.clientId,
  clientSecret: sandbox.clientSecret,
  scope: 'core.invoice.read',
  accessTokenUrl: sandbox.accessTokenUrl,
})

const controller = new AbortController()
const timer = setTimeout(() => controller.abort(), seconds * 1000)
const before = connection.counters().calls
try {
  const invoices = connection.resource('invoices').query({ fields: ['id'], signal: controller.signal })
  for await (const page of invoices.pages()) if (page.records.length === 0) continue
} catch (error) {
  if (!controller.signal.aborted) throw error
}
clearTimeout(timer)
const counters = connection.counters()

report([
  {
    what: 'reading at the limit, 200 ms a page, 60 s',
    against: '25 requests a second',
    value: round((counters.calls - before) / seconds / perSecond),
    unit: '×',
    reach: { atLeast: 0.97 },
    figures: { calls: counters.calls - before, seconds },
  },
  {
    what: '… and 429 answers on the way',
    against: 'none',
    value: counters.rateLimited,
    unit: 'requests',
    reach: { exactly: 0 },
    figures: {},
  },
])
