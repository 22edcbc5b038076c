// Processor time of a page read through the whole connector – sign-in, rate, checks, decoding, key-set paging, hand-over –
// against undici and JSON.parse alone: 50 records a page, 25 requests in flight, the two taking turns so that a drifting
// machine hits both.
import { Pool } from 'undici'
import { connectTo } from './support/connect.ts'
import { median, report, round } from './support/measurement.ts'
import { startPageServer } from './support/start-page-server.ts'

const inFlight = 25
const pages = 1_500
const rounds = 12

await using server = await startPageServer({ records: pages * 50 })
await using connection = connectTo(server, { perSecond: 10_000, burst: 10_000 })
const pool = new Pool(server.origin, { connections: inFlight })
const invoices = connection.resource('invoices')

/** Gives back how many requests it took. */
async function ours(): Promise<number> {
  const before = connection.counters().calls
  let records = 0
  const stream = invoices.query({ inOrder: false, reading: { concurrency: inFlight } })
  for await (const page of stream.pages()) records += page.records.length
  if (records !== pages * 50) throw new Error(`expected ${pages * 50} records, got ${records}`)
  return connection.counters().calls - before
}

async function bare(): Promise<number> {
  let next = 0
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < pages) {
        const path = `/api/invoices?id%5Bgt%5D=${next++ * 50}&order_by=id&dir=asc&limit=50`
        const { body } = await pool.request({ method: 'GET', path, headers: { accept: 'application/json' } })
        const page = JSON.parse(await body.text()) as unknown[]
        if (page.length !== 50) throw new Error(`expected 50 records, got ${page.length}`)
      }
    }),
  )
  return pages
}

const ratios: number[] = []
const oursMicroseconds: number[] = []
const bareMicroseconds: number[] = []
for (let turn = -2; turn < rounds; turn++) {
  const isOursFirst = turn % 2 === 0
  const first = await microsecondsPerRequest(isOursFirst ? ours : bare)
  const second = await microsecondsPerRequest(isOursFirst ? bare : ours)
  if (turn < 0) continue
  const [a, b] = isOursFirst ? [first, second] : [second, first]
  ratios.push(a / b)
  oursMicroseconds.push(a)
  bareMicroseconds.push(b)
}
await pool.close()

report([
  {
    what: 'CPU per request, 50-record JSON page, 25 in flight',
    against: 'bare undici Pool.request + JSON.parse',
    value: round(median(ratios)),
    unit: '×',
    reach: { atMost: 1.15 },
    figures: {
      oursMicroseconds: round(median(oursMicroseconds), 1),
      bareMicroseconds: round(median(bareMicroseconds), 1),
      rounds,
    },
  },
])

async function microsecondsPerRequest(read: () => Promise<number>): Promise<number> {
  // What the other one left behind is not charged to this one; what it makes itself is.
  globalThis.gc?.()
  const before = process.cpuUsage()
  const requests = await read()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / requests
}
