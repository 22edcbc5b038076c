/** What a field's check made of what was given: a value that can be used, or what is wrong with it. */
import type { FieldNotice } from '../errors/settings-error.ts'
export type FieldReading =
  | { readonly value: string; readonly notices?: readonly FieldNotice[] | undefined }
  | {
      readonly message: string
      readonly suggestion: string
      /** The value that is probably meant; taking it is the person's decision. */
      readonly suggestedValue?: string | undefined
    }

/** One of the values that a field may have. */
export interface FieldChoice {
  readonly value: string
  readonly label: string
  readonly isDeprecated?: boolean | undefined
}

export interface ReadOptions {
  readonly label: string
  readonly convertScopeSeparators: boolean
}

/** Checks and normalizes the text of one field. Messages begin with the label and never repeat a secret. */
export type FieldReader = (text: string, options: ReadOptions) => FieldReading
