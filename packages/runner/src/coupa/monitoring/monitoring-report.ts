import type { NotSentError } from './not-sent-error.ts'

/** Something that a person should know about the monitoring in Coupa. */
export interface MonitoringNote {
  readonly code: string
  readonly message: string
  readonly remedy?: string | undefined
}

/** What a run reported to Coupa, as its receipt says it. */
export interface MonitoringReport {
  readonly level: number
  /** Code of the integration; as the definition names it where it was not found. */
  readonly integration: string
  /** Id of the run in Coupa; absent as long as there is none. */
  readonly coupaRun?: number | undefined
  /** `behind`: something waits, and the next run sends it. */
  readonly status: 'reported' | 'behind'
  /** Messages that wait. */
  readonly waiting: number
  /** History records of this run. */
  readonly history: number
  /** Errors of records of this run. */
  readonly errors: number
  /** Errors and history records of earlier runs that this one resolved. */
  readonly resolved: number
  /** Messages that Coupa did not take, or that had waited too long. */
  readonly dropped: number
  readonly notes: readonly MonitoringNote[]
}

/** Notes, each kind once. */
export class MonitoringNotes {
  readonly #notes = new Map<string, MonitoringNote>()

  add({ code, message, remedy }: MonitoringNote | NotSentError): void {
    if (!this.#notes.has(code)) this.#notes.set(code, { code, message, ...(remedy === undefined ? {} : { remedy }) })
  }

  /** Takes back what has passed. */
  remove(code: string): void {
    this.#notes.delete(code)
  }

  list(): readonly MonitoringNote[] {
    return [...this.#notes.values()]
  }
}
