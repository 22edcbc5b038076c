import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckReport } from '../contract/check.ts'
import type { EndpointClock } from '../contract/destination-type.ts'
import { type CheckStep, runCheck } from '../contract/run-check.ts'
import { linkNew, writeDurably } from './durable.ts'
import { fileError } from './file-error.ts'
import { makeFolder } from './make-folder.ts'

/** Creates the folder if it is missing, writes a file, gives it another name, and removes both. */
export async function* checkFolder(folder: string, clock: EndpointClock): AsyncGenerator<CheckReport> {
  const probe = join(folder, `.probe-${randomUUID()}`)
  const named = `${probe}.named`
  const steps: readonly CheckStep[] = [
    ['connect', `The folder ${folder} exists.`, () => makeFolder(folder, 0o750)],
    ['write', 'A file can be written.', () => writeDurably(probe, 'probe')],
    ['commit', 'A file can be given its name without replacing another.', () => linkNew(probe, named)],
    ['clean-up', 'Files can be removed.', () => Promise.all([rm(probe), rm(named)])],
  ]
  try {
    yield* runCheck(steps, clock, (error, stage) => fileError(error, `The stage ${stage} in ${folder}`))
  } finally {
    await Promise.all([rm(probe, { force: true }), rm(named, { force: true })]).catch(() => {})
  }
}
