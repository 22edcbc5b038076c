// A run in a program of its own that kills itself, as `kill -9` would, after the given step was done for the given time. A run
// that is not killed prints the most bytes that its buffers held.
import type { StepName } from '../run/run-options.ts'
import { connectTo, type DefinitionChange, type Places, runInvoices } from './invoice-run.ts'

const { places, step, times, change, template }: KilledRun = JSON.parse(process.argv[2] ?? '')

/** What the program is told. */
export interface KilledRun {
  readonly places: Places
  /** Undefined for a run that is measured. */
  readonly step: StepName | undefined
  readonly times: number
  readonly change: DefinitionChange
  readonly template?: string | undefined
}

let peakBytes = 0
const timer = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage().arrayBuffers)
}, 5)

let done = 0
await runInvoices(places, connectTo(places), {
  change,
  template,
  onStep: (name) => {
    if (name === step) done++
    if (done === times) process.kill(process.pid, 'SIGKILL')
  },
})
clearInterval(timer)
process.stdout.write(`${peakBytes}\n`)
process.exit(0)
