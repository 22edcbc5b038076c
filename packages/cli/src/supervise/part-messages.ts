import type { Log } from '@coupa-connector/connector/plugins'

/** The lowest level of log lines that a part passes on, with the level names of `Log`. */
export type LogLevel = keyof Log

/** What the supervisor tells a part. When the channel closes, the part knows that its supervisor is gone. */
export type SupervisorMessage<Begin> =
  /** What to do; comes once, when all that the part needs is there. */
  | { readonly kind: 'begin'; readonly logLevel: LogLevel; readonly begin: Begin }
  /** Finish what is under way, and end. */
  | { readonly kind: 'stop' }

/** What a part tells its supervisor. */
export type PartMessage<Facts> =
  /** Comes every second; a part that is silent for long is stuck. */
  | { readonly kind: 'alive'; readonly residentBytes: number }
  | { readonly kind: 'log'; readonly level: LogLevel; readonly facts: object; readonly message: string }
  /** The part works, and these are the facts that others need. */
  | { readonly kind: 'ready'; readonly facts: Facts }
  /** The part cannot work unless a person corrects something. */
  | { readonly kind: 'failed'; readonly message: string; readonly suggestion: string | undefined }
  /** The part has nothing more to do, for the reason that it logged. It must not be started again. */
  | { readonly kind: 'over' }
