// A load in a program of its own that kills itself, as `kill -9` would, after the given step was done for the given time.
import { flushCompileCache } from 'node:module'
import { openCoupaInbox } from '@coupa-connector/endpoints'
import type { LoadStepName } from '../load/load-context.ts'
import { machineClock } from './invoice-run.ts'
import { type LoadChange, type LoadPlaces, loadFiles } from './load-files.ts'

/** What the program is told. */
export interface KilledLoad {
  readonly places: LoadPlaces
  readonly settings: Readonly<Record<string, string>>
  readonly template: string
  readonly change: LoadChange
  readonly step: LoadStepName
  readonly times: number
  /** Settings of Coupa's SFTP server, for a load that writes flat files. */
  readonly inbox?: Readonly<Record<string, string>> | undefined
}

const { places, settings, template, change, step, times, inbox }: KilledLoad = JSON.parse(process.argv[2] ?? '')

let done = 0
const onStep = (name: LoadStepName): void => {
  if (name === step) done++
  if (done !== times) return
  // A program that ends by itself leaves what it has compiled to the next one.
  flushCompileCache()
  process.kill(process.pid, 'SIGKILL')
}
const { object = '' } = change.destination?.flatFiles ?? {}
const opened = inbox === undefined ? undefined : await openCoupaInbox(inbox, { object, clock: machineClock })
await loadFiles(places, { settings, template, change, onStep, inbox: opened })
process.exit(0)
