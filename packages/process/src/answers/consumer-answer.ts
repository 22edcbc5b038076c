/** What the consumer says of a record that was delivered to it. */
export interface ConsumerAnswer {
  /** Id of the record in Coupa. */
  readonly id: string
  readonly outcome: 'accepted' | 'refused'
  /** Why it was refused, in the consumer's own code and words. */
  readonly code?: string | undefined
  readonly message?: string | undefined
  /** Fields of a positive answer that may be written back: `documentNumber`, and whatever else the consumer says. */
  readonly values?: Readonly<Record<string, string>> | undefined
  /** Which delivery is meant, in one of its names. Without one, it is the newest. */
  readonly version?: string | undefined
  readonly sequence?: number | undefined
  readonly batch?: string | undefined
}

/** What is kept of the answer to a delivery. */
export interface KeptAnswer {
  /** Fields of a positive one. */
  readonly values?: Readonly<Record<string, string>> | undefined
  /** Why it was refused. */
  readonly refusal?: { readonly code: string; readonly message: string } | undefined
}

/** The newest delivery of a record, as far as an answer to it is concerned. */
export interface AnsweredDelivery {
  readonly id: string
  readonly hash: string
  readonly sequence: number
  readonly batch: string
  readonly state:
    | 'delivered'
    | 'waiting'
    | 'acknowledged'
    | 'changed-meanwhile'
    | 'refused'
    | 'mark-refused'
    | 'deleted'
  /** The answer that it already has. */
  readonly answer?: KeptAnswer | undefined
}

/** What an answer changes. It holds only while the delivery is the same and in the same state. */
export interface AnswerChange {
  readonly id: string
  readonly sequence: number
  readonly from: AnsweredDelivery['state']
  /** `delivered`: accepted, and Coupa is to be told. */
  readonly to: 'delivered' | 'refused'
  readonly answer: KeptAnswer
}

/** Why an answer is not taken. A closed set. */
export type AnswerRejection =
  /** The process has delivered no such record. */
  | 'UNKNOWN_RECORD'
  /** Coupa does not have the record any more. */
  | 'RECORD_DELETED'
  /** The answer is about an earlier delivery of the record. */
  | 'NOT_NEWEST'
  /** The delivery was accepted before, and Coupa may know it. */
  | 'ALREADY_ACCEPTED'
  /** It was accepted with other values, which are on their way to Coupa. */
  | 'BEING_ACKNOWLEDGED'
  /** The record is being delivered, or its run was interrupted in between. */
  | 'BEING_DELIVERED'
