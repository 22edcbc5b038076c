// Reading everything without a rate limit against the same pages fetched by undici alone, at the same concurrency: what the
// paging, checking and handing over of records costs. Once without latency, where it is all processor, once with 50 ms.
import type { Connection } from '@coupa-connector/connector'
import { Pool } from 'undici'
import { connectTo } from './support/connect.ts'
import { type Measurement, median, report, round } from './support/measurement.ts'
import { startPageServer } from './support/start-page-server.ts'

const inFlight = 16
const pageSize = 50

const measurements: Measurement[] = []
for (const { latencyMs, records, rounds } of [
  { latencyMs: 0, records: 100_000, rounds: 10 },
  { latencyMs: 50, records: 40_000, rounds: 6 },
]) {
  await using server = await startPageServer({ records, latencyMs })
  // Both keep their connections from round to round, as programs do.
  await using connection = connectTo(server, { perSecond: 10_000, burst: 10_000 })
  const pool = new Pool(server.origin, { connections: inFlight })
  const ratios: number[] = []
  const ours: number[] = []
  const bare: number[] = []
  for (let turn = 0; turn <= rounds; turn++) {
    const isOursFirst = turn % 2 === 0
    const readOurs = (): Promise<number> => readAll(connection)
    const readRival = (): Promise<number> => readBare(pool, records)
    const first = await recordsPerSecond(records, isOursFirst ? readOurs : readRival)
    const second = await recordsPerSecond(records, isOursFirst ? readRival : readOurs)
    if (turn === 0) continue
    const [a, b] = isOursFirst ? [first, second] : [second, first]
    ours.push(a)
    bare.push(b)
    ratios.push(a / b)
  }
  await pool.close()
  measurements.push({
    what: `reading without a rate limit, ${latencyMs} ms latency`,
    against: 'the same bytes through bare undici at the same concurrency',
    value: round(median(ratios)),
    unit: '×',
    reach: { atLeast: latencyMs === 0 ? 0.85 : 0.8 },
    figures: { records, inFlight, oursPerSecond: Math.round(median(ours)), barePerSecond: Math.round(median(bare)) },
  })
}
report(measurements)

async function readAll(connection: Connection): Promise<number> {
  let count = 0
  const records = connection.resource('invoices').query({ inOrder: false, reading: { concurrency: inFlight } })
  for await (const record of records) count += record.id > 0 ? 1 : 0
  return count
}

/** The same pages with nothing around them: their bounds are known beforehand, which no real reader knows. */
async function readBare(pool: Pool, records: number): Promise<number> {
  let next = 0
  let count = 0
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < records) {
        const after = next
        next += pageSize
        const path = `/api/invoices?id%5Bgt%5D=${after}&id%5Blt_or_eq%5D=${after + pageSize}&order_by=id&dir=asc&limit=50`
        const { body } = await pool.request({ method: 'GET', path, headers: { accept: 'application/json' } })
        count += (JSON.parse(await body.text()) as unknown[]).length
      }
    }),
  )
  return count
}

async function recordsPerSecond(expected: number, read: () => Promise<number>): Promise<number> {
  globalThis.gc?.()
  const startedAt = performance.now()
  const count = await read()
  if (count !== expected) throw new Error(`expected ${expected} records, got ${count}`)
  return count / ((performance.now() - startedAt) / 1000)
}
