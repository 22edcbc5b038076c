// A load in a program of its own that kills itself, as `kill -9` would, after the given step was done for the given time.
import { flushCompileCache } from 'node:module'
import type { LoadStepName } from '../load/load-context.ts'
import { type LoadChange, type LoadPlaces, loadFiles } from './load-files.ts'

/** What the program is told. */
export interface KilledLoad {
  readonly places: LoadPlaces
  readonly settings: Readonly<Record<string, string>>
  readonly template: string
  readonly change: LoadChange
  readonly step: LoadStepName
  readonly times: number
}

const { places, settings, template, change, step, times }: KilledLoad = JSON.parse(process.argv[2] ?? '')

let done = 0
const onStep = (name: LoadStepName): void => {
  if (name === step) done++
  if (done !== times) return
  // A program that ends by itself leaves what it has compiled to the next one.
  flushCompileCache()
  process.kill(process.pid, 'SIGKILL')
}
await loadFiles(places, { settings, template, change, onStep })
process.exit(0)
