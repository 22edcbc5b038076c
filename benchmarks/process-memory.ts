// Peak memory of a process that delivers 1,000,000 lines in 125,000 invoices against 10,000 lines in 1,250, as tables of CSV: it
// must not grow with the number of records. Once as a full refresh, once with a ledger of every record. The server is a process
// of its own without a rate limit.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environmentOf } from './support/connect.ts'
import { measureProgram } from './support/measure-program.ts'
import { type Measurement, report, round } from './support/measurement.ts'
import { startPageServer } from './support/start-page-server.ts'
import { tables, writeDefinition } from './support/write-definition.ts'

const linesEach = 8
const measurements: Measurement[] = []
for (const [mode, name] of [
  ['full', 'a full refresh'],
  ['incremental', 'an incremental process with its ledger'],
] as const) {
  const small = await peakOf(mode, 1250)
  const large = await peakOf(mode, 125_000)
  measurements.push({
    what: `peak memory of ${name}, 1,000,000 lines in 125,000 invoices: growth`,
    against: 'the same with 10,000 lines',
    value: round(large - small, 1),
    unit: 'MiB',
    reach: { atMost: 64 },
    figures: { smallMebibytes: round(small, 1), largeMebibytes: round(large, 1) },
  })
}
report(measurements)

async function peakOf(mode: string, records: number): Promise<number> {
  await using server = await startPageServer({ records, lines: linesEach })
  const folder = mkdtempSync(join(tmpdir(), 'process-memory-'))
  const values = { target: { kind: 'files' } }
  const file = writeDefinition(folder, { values, source: { mode }, mapping: tables, destination: { format: 'csv' } })
  const places = ['--set', `target.folder=${join(folder, 'out')}`, '--state', join(folder, 'state')]
  const args = ['processes', 'run', file, ...places, '--requests-per-second', '1000', '--json']
  const { printed, peakMebibytes } = await measureProgram(args, environmentOf(server))
  rmSync(folder, { recursive: true })
  const { delivered } = JSON.parse(printed) as { readonly delivered: number }
  if (delivered !== records) throw new Error(`expected ${records} records, got ${delivered}`)
  return peakMebibytes
}
