import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

/** Something to tell a person about a value that is usable as it is. */
export interface FieldNotice {
  readonly kind: SettingsNoticeKind
  readonly message: string
  /** The value that is probably meant; taking it is the person's decision. */
  readonly suggestedValue?: string | undefined
}

export type SettingsNoticeKind =
  | 'blanks-trimmed'
  | 'url-without-api'
  | 'token-url-without-path'
  | 'token-url-other-host'
  | 'scope-separators'
  | 'scope-separators-converted'
  | 'scope-duplicates'
  | 'api-key-deprecated'

/** A notice with the field that it is about. */
export interface SettingsNotice extends FieldNotice {
  /** The field's name in the declaration of the connection's fields. */
  readonly field: string
  readonly label: string
}

/** One field of the connection settings that cannot be used. */
export interface SettingsProblem {
  /** The field's name in the declaration of the connection's fields, or the unknown name that was given. */
  readonly field: string
  /** The field's label as a form shows it. */
  readonly label: string
  /** What was given; absent for secrets and for what was not given at all. */
  readonly given?: string | undefined
  readonly message: string
  /** How to put it right, with the corrected value where there is one. */
  readonly suggestion: string
  /** The corrected value by itself, for a form to offer; never of a secret. */
  readonly suggestedValue?: string | undefined
}

export interface SettingsDetails {
  /** Every bad field, in the order of the form. */
  readonly problems: readonly SettingsProblem[]
  /** What there is to say about the fields that are right. */
  readonly notices: readonly SettingsNotice[]
}

/** Settings that cannot be used, with every bad field at once. Nothing was sent. */
export class SettingsError extends CoupaError<SettingsDetails> {
  readonly code = 'COUPA_SETTINGS_INVALID'

  constructor(
    { problems, notices = [] }: Pick<SettingsDetails, 'problems'> & Partial<SettingsDetails>,
    options: CoupaErrorOptions = {},
  ) {
    super(
      `The connection settings cannot be used. ${problems.map(({ message }) => message).join(' ')}`,
      { problems, notices },
      { suggestion: problems.map(({ suggestion }) => suggestion).join(' '), ...options },
    )
  }
}
