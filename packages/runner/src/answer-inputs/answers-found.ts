/** An answer that was not taken, and why. */
export interface AnswerLine {
  /** Number of the record in the input. */
  readonly line?: number | undefined
  readonly id?: string | undefined
  readonly code: string
  readonly message: string
}

/** What became of the answers of one file or query. */
export interface AnswersInput {
  readonly input: string
  readonly answers: number
  readonly accepted: number
  readonly refused: number
  /** Given before, or about an earlier delivery in a place where answers stay. */
  readonly repeated: number
  readonly notTaken: number
  /** Where the answers are that were not taken, if the place has room for that. */
  readonly result?: string | undefined
  /** The first of them. */
  readonly problems?: readonly AnswerLine[] | undefined
  /** Why nothing of it was taken. */
  readonly code?: string | undefined
  readonly reason?: string | undefined
  readonly remedy?: string | undefined
}

/** What became of the answers that a run found. */
export interface AnswersFound {
  readonly inputs: readonly AnswersInput[]
  /** Why the place could not be read, or not to its end. */
  readonly failure?:
    | { readonly code: string; readonly reason: string; readonly remedy?: string | undefined }
    | undefined
}
