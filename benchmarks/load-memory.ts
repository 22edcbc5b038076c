// Peak memory of a load of 1,000,000 suppliers from a CSV file against 10,000: it must not grow with the number of records. All
// of them are in the organization with the same values, and nothing is known of them: each is read, mapped, kept, looked up and
// compared, and gets its line in the result. The server is a process of its own without a rate limit.
import { createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { environmentOf } from './support/connect.ts'
import { measureProgram } from './support/measure-program.ts'
import { type Measurement, report, round } from './support/measurement.ts'
import { startServer } from './support/start-page-server.ts'

const fields = ['number', 'name', 'status', 'website']
const loadOfSuppliers = {
  process: 'suppliers',
  direction: 'in',
  values: { coupa: { kind: 'connection' }, source: { kind: 'files' } },
  source: { format: 'csv' },
  mapping: { columns: Object.fromEntries(fields.map((field) => [field, field])) },
  destination: { resource: 'suppliers', key: ['number'] },
  limits: { share: 1 },
}

const { peak: small } = await load(10_000)
const { peak: large, seconds } = await load(1_000_000)
const measurements: Measurement[] = [
  {
    what: 'peak memory of a load of 1,000,000 suppliers from CSV: growth',
    against: 'the same with 10,000 suppliers',
    value: round(large - small, 1),
    unit: 'MiB',
    reach: { atMost: 64 },
    figures: { smallMebibytes: round(small, 1), largeMebibytes: round(large, 1), seconds: round(seconds, 0) },
  },
]
report(measurements)

async function load(records: number): Promise<{ readonly peak: number; readonly seconds: number }> {
  await using server = await startServer(new URL('./support/supplier-server.ts', import.meta.url))
  const folder = mkdtempSync(join(tmpdir(), 'load-memory-'))
  try {
    const [definition, input] = [join(folder, 'load.json'), join(folder, 'suppliers.csv')]
    writeFileSync(definition, JSON.stringify(loadOfSuppliers))
    await pipeline(rows(records), createWriteStream(input))
    const places = ['--set', `source.file=${input}`, '--state', join(folder, 'state')]
    const args = ['processes', 'run', definition, ...places, '--requests-per-second', '1000', '--json']
    const { printed, peakMebibytes: peak, seconds } = await measureProgram(args, environmentOf(server))
    const { unchanged } = JSON.parse(printed) as { readonly unchanged: number }
    const lines = await countLines(`${input}.result.ndjson`)
    if (unchanged !== records || lines !== records) {
      throw new Error(`expected ${records} records, got ${unchanged}, with ${lines} lines of results`)
    }
    return { peak, seconds }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function* rows(records: number): Generator<string> {
  yield `${fields.join()}\r\n`
  for (let id = 1; id <= records; id++) yield `S-${id},Supplier ${id},active,https://${id}.example.com\r\n`
}

async function countLines(file: string): Promise<number> {
  let lines = 0
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1
  }
  return lines
}
