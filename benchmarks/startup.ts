// What it takes to start: the whole process of `coupa-connector --help` against `node -e 0`, and what importing the library
// adds to it.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median, report, round } from './support/measurement.ts'

const rounds = 21
const bin = fileURLToPath(import.meta.resolve('coupa-connector/bin/coupa-connector.js'))
const library = import.meta.resolve('@coupa-connector/connector')

const nothing: number[] = []
const help: number[] = []
const imported: number[] = []
for (let turn = -3; turn < rounds; turn++) {
  const a = milliseconds(['-e', '0'])
  const b = milliseconds([bin, '--help'])
  const c = milliseconds(['--input-type=module', '-e', `await import(${JSON.stringify(library)})`])
  if (turn < 0) continue
  nothing.push(a)
  help.push(b)
  imported.push(c)
}

report([
  {
    what: '`coupa-connector --help`',
    against: '`node -e 0`',
    value: round(median(help.map((value, index) => value / (nothing[index] ?? value))), 2),
    unit: '×',
    reach: { atMost: 1.8 },
    figures: { helpMs: round(median(help), 1), nothingMs: round(median(nothing), 1) },
  },
  {
    what: '`import` of the library: added',
    against: '`node -e 0`',
    value: round(median(imported.map((value, index) => value - (nothing[index] ?? value))), 1),
    unit: 'ms',
    reach: { atMost: 60 },
    figures: { importMs: round(median(imported), 1) },
  },
])

function milliseconds(args: readonly string[]): number {
  const startedAt = performance.now()
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`)
  return performance.now() - startedAt
}
