// Processor time of a call through the whole connector against undici and JSON.parse alone: the same page of 50 records,
// 25 calls in flight, the two taking turns so that a drifting machine hits both.
import { Pool } from 'undici'
import { connectTo } from './support/connect.ts'
import { median, report, round } from './support/measurement.ts'
import { startPageServer } from './support/start-page-server.ts'

const inFlight = 25
const callsPerRound = 1_500
const rounds = 7

await using server = await startPageServer({ records: 50 })
await using connection = connectTo(server, { perSecond: 10_000, burst: 10_000 })
const pool = new Pool(server.origin, { connections: inFlight })
const invoices = connection.resource('invoices')
const path = '/api/invoices?order_by=id&dir=asc&limit=50'

async function ours(): Promise<void> {
  const page = await invoices.query({}, { limit: 50 }).toArray({ limit: 50 })
  if (page.length !== 50) throw new Error(`expected 50 records, got ${page.length}`)
}

async function bare(): Promise<void> {
  const { body } = await pool.request({ method: 'GET', path, headers: { accept: 'application/json' } })
  const page = JSON.parse(await body.text()) as unknown[]
  if (page.length !== 50) throw new Error(`expected 50 records, got ${page.length}`)
}

await microsecondsPerCall(ours)
await microsecondsPerCall(bare)
const pairs: { ours: number; bare: number }[] = []
for (let round = 0; round < rounds; round++) {
  const first = round % 2 === 0
  const a = await microsecondsPerCall(first ? ours : bare)
  const b = await microsecondsPerCall(first ? bare : ours)
  pairs.push(first ? { ours: a, bare: b } : { ours: b, bare: a })
}
await pool.close()

report([
  {
    what: 'CPU per request, 50-record JSON page, 25 in flight',
    against: 'bare undici Pool.request + JSON.parse',
    value: round(median(pairs.map((pair) => pair.ours / pair.bare))),
    unit: '×',
    reach: { atMost: 1.25 },
    figures: {
      oursMicroseconds: round(median(pairs.map((pair) => pair.ours)), 1),
      bareMicroseconds: round(median(pairs.map((pair) => pair.bare)), 1),
      rounds,
    },
  },
])

async function microsecondsPerCall(call: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  let left = callsPerRound
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (left-- > 0) await call()
    }),
  )
  const { user, system } = process.cpuUsage(before)
  return (user + system) / callsPerRound
}
