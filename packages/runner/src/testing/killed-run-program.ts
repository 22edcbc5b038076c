// A run in a program of its own that kills itself, as `kill -9` would, after the given step was done for the given time.
import type { StepName } from '../run/run-options.ts'
import { connectTo, type DefinitionChange, type Places, runInvoices } from './invoice-run.ts'

const { places, step, times, change }: KilledRun = JSON.parse(process.argv[2] ?? '')

/** What the program is told. */
export interface KilledRun {
  readonly places: Places
  readonly step: StepName
  readonly times: number
  readonly change: DefinitionChange
}

let done = 0
await runInvoices(places, connectTo(places), {
  change,
  onStep: (name) => {
    if (name === step) done++
    if (done === times) process.kill(process.pid, 'SIGKILL')
  },
})
process.stdout.write('ended\n')
process.exit(0)
