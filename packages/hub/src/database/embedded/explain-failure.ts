import { DatabaseError } from '../failures/database-error.ts'
import { noDescriptors, noRoom } from '../failures/explain-unavailable.ts'

/**
 * Explains why a program of the server failed, from its output. A lack of room, descriptors or memory is reported as that, and
 * never as damage: the data are intact, and a start after the cause is gone finds them.
 */
export function explainFailure({
  attempt,
  code,
  output,
  freeBytes = Number.POSITIVE_INFINITY,
}: {
  /** What was attempted, as a sentence without its end. */
  readonly attempt: string
  /** The exit code; null when a signal ended it. */
  readonly code: number | null
  readonly output: string
  /**
   * Free room on the disk of the data. On a full disk the server cannot even write its messages, or reports what looks like
   * damage. Default: enough.
   */
  readonly freeBytes?: number
}): DatabaseError {
  const lines = lastLines(output)
  const ended = code === null ? 'a signal ended it' : `it ended with ${code}`
  const known = causes.find(({ pattern }) => pattern.test(output))
  const isFull = freeBytes < leastBytes && (known === undefined || known.errorCode === 'DATABASE_DAMAGED')
  const { errorCode, what, suggestion } = isFull ? fullDisk : (known ?? unknownCause)
  return new DatabaseError(errorCode, `${attempt}: ${what ?? ended}.`, suggestion, {
    cause: new Error(lines === '' ? 'The program said nothing.' : lines),
  })
}

interface Cause {
  readonly pattern: RegExp
  readonly errorCode: DatabaseError['code']
  readonly what: string
  readonly suggestion: string
}

const keptSuggestion = 'then start again. What was acknowledged is kept.'

/** With less room the server may not start, since it writes a few small files and extends its write-ahead log. */
const leastBytes = 1_048_576

const fullDisk: Cause = {
  pattern: noRoom,
  errorCode: 'DATABASE_DISK_FULL',
  what: 'the disk is full',
  suggestion: `Make room on the disk, ${keptSuggestion}`,
}

const causes: readonly Cause[] = [
  fullDisk,
  {
    pattern: noDescriptors,
    errorCode: 'DATABASE_TOO_FEW_DESCRIPTORS',
    what: 'there are too few file descriptors',
    suggestion: `Raise the limit of open files (ulimit -n), ${keptSuggestion}`,
  },
  {
    pattern: /Cannot allocate memory|out of memory|could not fork|Resource temporarily unavailable/i,
    errorCode: 'DATABASE_UNAVAILABLE',
    what: 'the system gives it no memory or no process',
    suggestion: `Give it more of what the cause names, ${keptSuggestion}`,
  },
  {
    pattern: /could not create shared memory segment|could not map anonymous shared memory/,
    errorCode: 'DATABASE_UNAVAILABLE',
    what: 'the system gives it no shared memory',
    suggestion: `Give the container or the system more shared memory, ${keptSuggestion}`,
  },
  {
    pattern: /could not look up effective user ID/,
    errorCode: 'DATABASE_NOT_WRITABLE',
    what: "the user of this program has no entry in the system's list of users (/etc/passwd)",
    suggestion: 'Run it as a user that has one, or give a PostgreSQL server with --database.',
  },
  {
    pattern: /Read-only file system|Permission denied/,
    errorCode: 'DATABASE_NOT_WRITABLE',
    what: 'it may not write where it has to',
    suggestion: 'Look at the cause for the file, and give the user of this program the right to write there.',
  },
  {
    pattern:
      /could not locate a valid checkpoint record|invalid checkpoint|checksum in control file|could not (open|read) file "[^"]*pg_control"|could not find the database system/,
    errorCode: 'DATABASE_DAMAGED',
    what: 'its files are damaged',
    suggestion: 'Restore a backup into another data directory. Keep this one: an expert may save what stands in it.',
  },
]

const unknownCause: Omit<Cause, 'pattern' | 'what'> & { readonly what?: undefined } = {
  errorCode: 'DATABASE_UNAVAILABLE',
  suggestion: 'Look at the last lines of the server in the cause. The data are as the server left them.',
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-10).join('\n')
}
