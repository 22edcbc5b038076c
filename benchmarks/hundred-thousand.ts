// Reading 100,000 records in order, 200 ms a page, Coupa's rate limit on, against the loop that most connectors have: one
// page after the other by offset. The loop reads a tenth of them, since its pages all take the same time.
import { createConnection } from '@coupa-connector/connector'
import { startSandbox } from '@coupa-connector/sandbox'
import { Pool } from 'undici'
import { report, round } from './support/measurement.ts'

const records = 100_000
const offsetShare = 0.1

await using sandbox = await startSandbox({ latencyMs: 200, records: { invoices: records } })
const credentials = {
  url: sandbox.url,
  authenticationType: 'oauth2',
  clientId: sandbox.clientId,
  clientSecret: sandbox.clientSecret,
  scope: 'core.invoice.read',
  accessTokenUrl: sandbox.accessTokenUrl,
} as const

const oursSeconds = await timed(async () => {
  await using connection = createConnection(credentials)
  let count = 0
  for await (const invoice of connection.resource('invoices').query({ fields: ['id', 'status'] }))
    count += invoice.id > 0 ? 1 : 0
  if (count !== records) throw new Error(`expected ${records} records, got ${count}`)
})
const loopSeconds = (await timed(() => offsetLoop(records * offsetShare))) / offsetShare

report([
  {
    what: 'reading 100,000 records, sandbox limit on, 200 ms: how many times faster',
    against: 'a plain offset loop as most connectors have it',
    value: round(loopSeconds / oursSeconds, 2),
    unit: '×',
    reach: { atLeast: 4 },
    figures: {
      records,
      oursSeconds: round(oursSeconds, 1),
      loopSeconds: round(loopSeconds, 1),
      loopReadShare: offsetShare,
    },
  },
])

async function offsetLoop(count: number): Promise<void> {
  const pool = new Pool(new URL(sandbox.url).origin)
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: sandbox.clientId,
    client_secret: sandbox.clientSecret,
    scope: 'core.invoice.read',
  })
  const token = (await (await fetch(sandbox.accessTokenUrl, { method: 'POST', body: form })).json()) as {
    access_token: string
  }
  const headers = { accept: 'application/json', authorization: `Bearer ${token.access_token}` }
  for (let offset = 0; offset < count; offset += 50) {
    const path = `/api/invoices?fields=%5B%22id%22%2C%22status%22%5D&limit=50&offset=${offset}`
    const { body } = await pool.request({ method: 'GET', path, headers })
    const page = (await body.json()) as unknown[]
    if (page.length !== 50) throw new Error(`expected 50 records, got ${page.length}`)
  }
  await pool.close()
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}
