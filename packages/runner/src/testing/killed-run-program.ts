// A run in a program of its own that kills itself, as `kill -9` would, after the given step was done for the given time. A run
// that is not killed prints the most bytes that its buffers held.
import { flushCompileCache } from 'node:module'
import type { BackFillRange, ConsumerAnswer } from '@coupa-connector/process'
import type { StepName } from '../run/run-options.ts'
import {
  answerInvoices,
  connectTo,
  type DefinitionChange,
  fillInvoices,
  type Places,
  runInvoices,
} from './invoice-run.ts'

const { places, step, times, change, template, answers, range }: KilledRun = JSON.parse(process.argv[2] ?? '')

/** What the program is told. */
export interface KilledRun {
  readonly places: Places
  /** Undefined for a run that is measured. */
  readonly step: StepName | undefined
  readonly times: number
  readonly change: DefinitionChange
  readonly template?: string | undefined
  /** Instead of a run: answers to be taken. */
  readonly answers?: readonly ConsumerAnswer[] | undefined
  /** Instead of a run: a range to be filled in. */
  readonly range?: BackFillRange | undefined
}

let peakBytes = 0
const timer = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage().arrayBuffers)
}, 5)

let done = 0
const onStep = (name: StepName): void => {
  if (name === step) done++
  if (done !== times) return
  // A program that ends by itself leaves what it has compiled to the next one.
  flushCompileCache()
  process.kill(process.pid, 'SIGKILL')
}
const connection = connectTo(places)
if (range !== undefined) await fillInvoices(places, connection, range, { change, onStep })
else if (answers === undefined) await runInvoices(places, connection, { change, template, onStep })
else await answerInvoices(places, connection, answers, { change, onStep })
clearInterval(timer)
process.stdout.write(`${peakBytes}\n`)
process.exit(0)
