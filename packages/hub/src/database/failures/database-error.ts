/** What can be wrong with the database as such, in contrast to one statement. */
export type DatabaseErrorCode =
  | 'DATABASE_IN_USE'
  | 'DATABASE_DAMAGED'
  | 'DATABASE_NOT_WRITABLE'
  | 'DATABASE_DISK_FULL'
  | 'DATABASE_TOO_FEW_DESCRIPTORS'
  | 'DATABASE_UNAVAILABLE'
  | 'DATABASE_TOO_OLD'
  | 'DATABASE_NEWER'
  | 'DATABASE_CHANGED'
  | 'DATABASE_NOT_EMPTY'
  | 'DATABASE_UNSUPPORTED_PLATFORM'
  | 'BACKUP_UNREADABLE'
  | 'BACKUP_UNSIGNED'

/** The database cannot be opened, used, copied or restored. Message and suggestion are for people and hold no password. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode
  /** What to do about it. */
  readonly suggestion: string

  constructor(code: DatabaseErrorCode, message: string, suggestion: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DatabaseError'
    this.code = code
    this.suggestion = suggestion
  }
}
