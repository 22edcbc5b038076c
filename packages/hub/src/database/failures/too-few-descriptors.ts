import { DatabaseError } from './database-error.ts'

/** The error for what could not be opened because this program or the system has no file descriptor left. */
export function tooFewDescriptors(attempt: string, cause: unknown): DatabaseError {
  return new DatabaseError(
    'DATABASE_TOO_FEW_DESCRIPTORS',
    `There are too few file descriptors to ${attempt} (${(cause as NodeJS.ErrnoException).code}).`,
    'Raise the limit of open files (ulimit -n), then start again. What was acknowledged is kept.',
    { cause },
  )
}
