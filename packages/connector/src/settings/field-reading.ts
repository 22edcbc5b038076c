/** What a field's check made of what was given: a value that can be used, or what is wrong with it. */
export type FieldReading =
  | { readonly value: string; readonly notices?: readonly FieldNotice[] | undefined }
  | {
      readonly message: string
      readonly suggestion: string
      /** The value that is probably meant; taking it is the person's decision. */
      readonly suggestedValue?: string | undefined
    }

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

export interface ReadOptions {
  readonly label: string
  readonly convertScopeSeparators: boolean
}

/** Checks and normalizes the text of one field. Messages begin with the label and never repeat a secret. */
export type FieldReader = (text: string, options: ReadOptions) => FieldReading
