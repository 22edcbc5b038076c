import { rm } from 'node:fs/promises'
import type { Log } from '@coupa-connector/connector/plugins'
import type { CommandClock } from '../context.ts'
import { readIfThere, writePrivateFile } from '../state/private-file.ts'
import { readProcessStart } from '../state/process-start.ts'

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
  // Where the system tells no start a process cannot be told from another one, and is better left alone.
  if (startedAt === undefined || startedAt === 'unknown') return
  await writePrivateFile(file, `${JSON.stringify({ pid, startedAt } satisfies PartNote)}\n`)
}

/** Forgets the process of a part, which is gone. */
export async function clearPartNote(file: string): Promise<void> {
  await rm(file, { force: true })
}

/**
 * Ends the process that a killed program left behind: a part notices by itself that its supervisor is gone, but not while
 * it is stuck. Two processes of one part would take each other's port and jobs away.
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

/** A note that cannot be read names nobody: it was cut short by the end of the machine, and nothing outlived that. */
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
