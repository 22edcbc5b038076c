// Peak memory of the command line writing 1,000,000 records to a file against the same with 10,000: it must not grow with
// the number of records. The sandbox is a process of its own, without its rate limit.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureProgram } from './support/measure-program.ts'
import { report, round } from './support/measurement.ts'
import { startSandboxProcess } from './support/start-sandbox-process.ts'

const small = await peakOf(10_000)
const large = await peakOf(1_000_000)

report([
  {
    what: 'peak memory, 1,000,000 records to a file: growth',
    against: 'the same with 10,000',
    value: round(large - small, 1),
    unit: 'MiB',
    reach: { atMost: 64 },
    figures: { smallMebibytes: round(small, 1), largeMebibytes: round(large, 1) },
  },
])

async function peakOf(records: number): Promise<number> {
  await using sandbox = await startSandboxProcess({ records, rateLimit: false })
  const folder = mkdtempSync(join(tmpdir(), 'memory-'))
  const output = join(folder, 'invoices.ndjson')
  const receipt = join(folder, 'receipt.json')
  const query = ['query', 'invoices', '--fields', 'id,status', '--requests-per-second', '1000']
  const args = [...query, '--output', output, '--receipt', receipt]
  const { peakMebibytes } = await measureProgram(args, sandbox.environment)
  const counted = (JSON.parse(readFileSync(receipt, 'utf8')) as { records: number }).records
  if (counted !== records) throw new Error(`expected ${records} records, got ${counted}`)
  rmSync(folder, { recursive: true })
  return peakMebibytes
}
