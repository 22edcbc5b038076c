import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'
import type { FieldNotice } from './field-notice.ts'

export interface FieldsIgnoredDetails {
  readonly method: string
  readonly path: string
  /** True when Coupa wrote the record without these fields. False when nothing was sent. */
  readonly isWritten: boolean
  /** Id of the record that was written. */
  readonly id?: number | string | undefined
  readonly notices: readonly FieldNotice[]
}

/**
 * Fields that Coupa ignores, under `ignoredFields: 'error'`. Those that the catalog shows to be read-only or does not know
 * are refused before anything is sent. Those that come back with another value are known only afterwards.
 */
export class FieldsIgnoredError extends CoupaError<FieldsIgnoredDetails> {
  readonly code = 'COUPA_FIELDS_IGNORED'

  constructor(details: FieldsIgnoredDetails, options: CoupaErrorOptions = {}) {
    const { path, isWritten, id, notices } = details
    const record = [path, id].filter((part) => part !== undefined && !path.endsWith(`/${part}`)).join('/')
    const what = isWritten
      ? `Coupa wrote ${record}, but not every field`
      : 'Coupa would ignore fields; nothing was sent'
    super(`${what}: ${notices.map(({ message }) => message).join(' ')}`, details, {
      suggestion: isWritten
        ? 'Look at the record in Coupa before you send it again.'
        : 'Correct these fields, or leave them out.',
      ...options,
    })
  }
}
