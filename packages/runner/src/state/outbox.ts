/** Something that another system is to be told. It is kept together with the state that it speaks of, and sent later. */
export interface OutboxMessage {
  readonly kind: string
  /** What the sender needs, as JSON. The state does not look into it. */
  readonly content: unknown
}

/** A message that waits to be sent. */
export interface OutboxEntry extends OutboxMessage {
  /** Rises in the order in which messages were kept. */
  readonly number: number
  /** The run that it is about; undefined for what happened between two runs. */
  readonly run: string | undefined
  /** How often its sending was begun. Above 0 it may have been sent: look before it is sent again. */
  readonly tries: number
  readonly queuedAtMs: number
}

/** The oldest messages that wait. */
export interface OutboxPage {
  readonly entries: readonly OutboxEntry[]
  /** How many wait in all. */
  readonly waiting: number
}

/** What became of messages. All of it is kept in one transaction. */
export interface OutboxChange {
  /** Numbers of messages that are about to be sent. */
  readonly begun?: readonly number[] | undefined
  /** Numbers of messages that were sent, or never will be. */
  readonly done?: readonly number[] | undefined
  /** What the other system was told so far, as JSON. It replaces what was kept before; undefined leaves it as it is. */
  readonly told?: unknown
}
