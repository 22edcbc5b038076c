import { DatabaseError } from './database-error.ts'

/**
 * Explains in a sentence for callers of the hub why the database does not serve now. Takes an error for which
 * `isDatabaseUnavailable` is true, and repeats nothing of its text.
 */
export function explainUnavailable(error: unknown): string {
  if (isLackOfRoom(error)) return 'The disk of the database is full.'
  if (isLackOfDescriptors(error)) return 'There are too few file descriptors for the database.'
  const { code } = (error ?? {}) as { readonly code?: unknown }
  if (code === 'DATABASE_CHANGED') return 'Another program has just migrated the database.'
  if (code === '25006') return 'The database takes no writes: it is a copy that may only be read.'
  return 'The database does not answer.'
}

/** Whether there was no room on the database's disk. */
export function isLackOfRoom(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof DatabaseError) return error.code === 'DATABASE_DISK_FULL'
  // The server has no code for a quota that is used up.
  return (error as { readonly code?: unknown }).code === '53100' || (isOfServer(error) && noRoom.test(error.message))
}

/** Whether this program, the server or the system has no file descriptor left. */
export function isLackOfDescriptors(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof DatabaseError) return error.code === 'DATABASE_TOO_FEW_DESCRIPTORS'
  return isOfServer(error) && noDescriptors.test(error.message)
}

/** What the system says of a disk, in the words that programs pass on. */
export const noRoom: RegExp = /No space left on device|Disk quota exceeded/

/** What programs of the server say when files cannot be opened any more. */
export const noDescriptors: RegExp = /Too many open files|insufficient file descriptors|out of file descriptors/i

/** Errors of statements have a severity. What a statement reads or writes never stands in their message's place. */
function isOfServer(error: Error): boolean {
  return typeof (error as { readonly severity?: unknown }).severity === 'string'
}
