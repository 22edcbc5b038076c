// Runs the benchmarks one after the other, each in a fresh process, prints the table and keeps it as JSON.
// `npm run bench` runs all, `npm run bench -- xml-page startup` some.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { holds, type Measurement } from './support/measurement.ts'

const all = [
  'cpu-per-request',
  'throughput',
  'at-the-limit',
  'hundred-thousand',
  'one-token',
  'xml-page',
  'memory',
  'startup',
  'process-full-refresh',
  'process-to-postgresql',
  'load-creates',
  'process-acknowledged',
  'process-memory',
  'process-schedules',
  'process-idle',
  'load-memory',
  'dispatch',
  'job-throughput',
  'reading-connections',
  'many-connections',
  'serve-memory',
  'serve-start',
  'console-load',
  'console-scroll',
]
const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !all.includes(name))
if (unknown.length > 0) throw new Error(`No benchmark is called ${unknown.join(', ')}; there are ${all.join(', ')}.`)

const results: Measurement[] = []
for (const name of chosen.length > 0 ? chosen : all) {
  process.stderr.write(`${name} …\n`)
  const script = fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
  const output = execFileSync(process.execPath, ['--expose-gc', script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  })
  results.push(...(JSON.parse(output.trim().split('\n').at(-1) ?? '[]') as Measurement[]))
}

const folder = fileURLToPath(new URL('./results/', import.meta.url))
mkdirSync(folder, { recursive: true })
const machine = { node: process.version, processors: cpus().length, model: cpus()[0]?.model ?? 'unknown' }
writeFileSync(`${folder}latest.json`, `${JSON.stringify({ machine, results }, null, 2)}\n`)

process.stdout.write('| what | against | measured | reach | holds |\n|---|---|---|---|---|\n')
for (const result of results) {
  const cells = [
    result.what,
    result.against,
    `${result.value} ${result.unit}`,
    reachText(result),
    holds(result) ? 'yes' : '**no**',
  ]
  process.stdout.write(`| ${cells.join(' | ')} |\n`)
}
process.exitCode = results.every(holds) ? 0 : 1

function reachText({ reach, unit }: Measurement): string {
  if ('atMost' in reach) return `at most ${reach.atMost} ${unit}`
  if ('atLeast' in reach) return `at least ${reach.atLeast} ${unit}`
  return `exactly ${reach.exactly} ${unit}`
}
