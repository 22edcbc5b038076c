// How long `serve` takes to its link: the first start, which makes the installation, and later ones, which find it. Against
// limits in seconds, so the machine should have nothing else to do; the load stands beside the figures.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Measurement, median, report, round } from './support/measurement.ts'
import { type MeasuredServe, startServe } from './support/start-serve.ts'

type Start = Pick<MeasuredServe, 'startMs' | 'processorMs'>

const turns = 7

const first: Start[] = []
const later: Start[] = []
for (let turn = -1; turn < turns; turn++) {
  const folder = mkdtempSync(join(tmpdir(), 'serve-start-'))
  try {
    const [made, found] = [await startAndStop(folder), await startAndStop(folder)]
    // The turn before the first warms the file cache.
    if (turn < 0) continue
    first.push(made)
    later.push(found)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

report([
  measurement('first start of `serve` to its link, all parts', first, 4000),
  measurement('later start of `serve` to its link, all parts', later, 2000),
])

async function startAndStop(dataDirectory: string): Promise<Start> {
  const serve = await startServe(dataDirectory)
  await serve.stop()
  return serve
}

function measurement(what: string, starts: readonly Start[], limitMs: number): Measurement {
  const milliseconds = starts.map(({ startMs }) => startMs)
  return {
    what,
    against: `${limitMs / 1000} s`,
    value: round(median(milliseconds) / limitMs, 2),
    unit: '×',
    reach: { atMost: 1 },
    figures: {
      medianMs: round(median(milliseconds), 0),
      fastestMs: round(Math.min(...milliseconds), 0),
      slowestMs: round(Math.max(...milliseconds), 0),
      processorMs: round(median(starts.map(({ processorMs }) => processorMs)), 0),
      turns: starts.length,
      load: round(loadavg()[0] ?? Number.NaN, 1),
    },
  }
}
