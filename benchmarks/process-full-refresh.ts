// Processor time of a process that delivers 100,000 invoices to files of NDJSON as a full refresh, against `query --format
// ndjson` of the same into one file: batches, manifest, hashes and a state on the disk are what is added. The server is a
// process of its own without a rate limit.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environmentOf } from './support/connect.ts'
import { type MeasuredProgram, measureProgram } from './support/measure-program.ts'
import { median, report, round } from './support/measurement.ts'
import { startPageServer } from './support/start-page-server.ts'
import { fieldList, nested, writeDefinition } from './support/write-definition.ts'

const records = 100_000
const rounds = 5

await using server = await startPageServer({ records })
const environment = environmentOf(server)
const folder = mkdtempSync(join(tmpdir(), 'full-refresh-'))
const file = writeDefinition(folder, { values: { target: { kind: 'files' } }, mapping: nested })
const fast = ['--requests-per-second', '1000']

const ours: MeasuredProgram[] = []
const theirs: MeasuredProgram[] = []
for (let turn = -1; turn < rounds; turn++) {
  const measured =
    turn % 2 === 0 ? [await runProcess(turn), await runQuery()] : [await runQuery(), await runProcess(turn)]
  if (turn % 2 !== 0) measured.reverse()
  const [process, query] = measured
  if (turn < 0 || process === undefined || query === undefined) continue
  ours.push(process)
  theirs.push(query)
}
rmSync(folder, { recursive: true })

const ratios = ours.map(
  ({ processorSeconds }, turn) => processorSeconds / (theirs[turn]?.processorSeconds ?? Number.NaN),
)
report([
  {
    what: 'full refresh of 100,000 invoices to NDJSON files: processor time',
    against: '`query --format ndjson` of the same',
    value: round(median(ratios)),
    unit: '×',
    reach: { atMost: 1.3 },
    figures: {
      oursProcessorSeconds: round(median(ours.map(({ processorSeconds }) => processorSeconds)), 2),
      queryProcessorSeconds: round(median(theirs.map(({ processorSeconds }) => processorSeconds)), 2),
      oursSeconds: round(median(ours.map(({ seconds }) => seconds)), 2),
      querySeconds: round(median(theirs.map(({ seconds }) => seconds)), 2),
      rounds,
    },
  },
])

async function runProcess(turn: number): Promise<MeasuredProgram> {
  const out = join(folder, `out-${turn}`)
  const places = ['--set', `target.folder=${out}`, '--state', join(folder, `state-${turn}`)]
  const measured = await measureProgram(['processes', 'run', file, ...places, ...fast, '--json'], environment)
  const { delivered } = JSON.parse(measured.printed) as { readonly delivered: number }
  if (delivered !== records) throw new Error(`expected ${records} records, got ${delivered}`)
  rmSync(out, { recursive: true })
  return measured
}

async function runQuery(): Promise<MeasuredProgram> {
  const output = ['--format', 'ndjson', '--output', join(folder, 'query.ndjson')]
  return await measureProgram(['query', 'invoices', '--fields', fieldList, ...output, ...fast], environment)
}
