import { rm } from 'node:fs/promises'
import type { Log } from '@coupa-connector/connector/plugins'
import type { CommandClock } from '../command/context.ts'
import { readIfThere, writePrivateFile } from '../files/private-file.ts'
import { readProcessStart } from '../files/process-start.ts'

/** A process, and what tells it from a later one that got its number. */
interface PartNote {
  readonly pid: number
  readonly startedAt: string
}

/** A part whose supervisor was killed ends within milliseconds, unless it is stuck. */
const leaveAloneMs = 1000
const endWithinMs = 10_000
const lookEveryMs = 20

/** Notes which process runs a part. */
export async function notePart(file: string, pid: number): Promise<void> {
  const startedAt = readProcessStart(pid)
  // Where the system does not tell the start of a process, it cannot be told from a later one. It is safer to leave it alone.
  if (startedAt === undefined || startedAt === 'unknown') return
  await writePrivateFile(file, `${JSON.stringify({ pid, startedAt } satisfies PartNote)}\n`)
}

/** Forgets the process of a part, which is gone. */
export async function clearPartNote(file: string): Promise<void> {
  await rm(file, { force: true })
}

/**
 * Ends the process that a killed program left behind. A part notices by itself that its supervisor is gone, except while it is
 * stuck. Two processes of one part would fight over its port and its jobs.
 */
export async function endLeftOver(
  file: string,
  { name, log, clock }: { readonly name: string; readonly log: Log; readonly clock: CommandClock },
): Promise<void> {
  const note = parseNote(await readIfThere(file))
  if (note && isThere(note) && !(await waitUntilGone(note, leaveAloneMs, clock))) {
    log.warn({ part: name, pid: note.pid }, `an earlier ${name} was left behind, stuck, and is ended`)
    process.kill(note.pid, 'SIGKILL')
    await waitUntilGone(note, endWithinMs, clock)
  }
  await clearPartNote(file)
}

async function waitUntilGone(note: PartNote, limitMs: number, clock: CommandClock): Promise<boolean> {
  const deadlineMs = clock.monotonicMs() + limitMs
  while (isThere(note)) {
    if (clock.monotonicMs() >= deadlineMs) return false
    await clock.sleep(lookEveryMs)
  }
  return true
}

function isThere({ pid, startedAt }: PartNote): boolean {
  return readProcessStart(pid) === startedAt
}

/** A note that cannot be read names nobody. A crash of the machine cut it short, and no process survived that. */
function parseNote(content: string | undefined): PartNote | undefined {
  if (content === undefined) return undefined
  try {
    const value = JSON.parse(content) as Partial<PartNote> | null
    if (value && Number.isInteger(value.pid) && typeof value.startedAt === 'string') return value as PartNote
  } catch {
    // Told above.
  }
  return undefined
}
