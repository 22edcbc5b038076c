import { DatabaseError, type DatabaseErrorCode } from './database-error.ts'
import { isLackOfDescriptors, isLackOfRoom } from './explain-unavailable.ts'

/**
 * Whether a statement failed because the database is away, is stopping, has no room, was just migrated or did not answer in
 * time, so that the same request may succeed later. False for errors of the statement itself.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseError) return passingCodes.has(error.code)
  if (!(error instanceof Error)) return false
  const { code, severity } = error as Error & { readonly code?: unknown; readonly severity?: unknown }
  if (typeof code === 'string' && typeof severity === 'string')
    return passingStates.test(code) || isLackOfRoom(error) || isLackOfDescriptors(error)
  return lostConnection.test(error.message)
}

const passingCodes: ReadonlySet<DatabaseErrorCode> = new Set([
  'DATABASE_UNAVAILABLE',
  'DATABASE_DISK_FULL',
  'DATABASE_TOO_FEW_DESCRIPTORS',
  'DATABASE_CHANGED',
])

/**
 * SQLSTATEs: connection exceptions, no resources left, intervention of the operator (57014 is the statement timeout),
 * a lock not to be had in time, a server that has become a read-only replica, and input or output that failed.
 */
const passingStates = /^(08...|53...|57...|55P03|25006|58030)$/

/** What the driver says when the connection under a statement breaks: it has no codes for these. */
const lostConnection =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout|read ECONNRESET|write EPIPE|write ECONNRESET)/
