import type { LoadSource } from '@coupa-connector/endpoints'

/** Where the consumer puts its answers. */
export interface AnswersPlace {
  readonly source: LoadSource
  /** Whether what was taken stays there, as the rows of a table do: then each answer has to say which delivery it is about. */
  readonly stays: boolean
}
