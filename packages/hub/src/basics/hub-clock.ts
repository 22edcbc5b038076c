/** Time beside the database: for waiting and for measuring. What is stored is dated by the database, `hub_now()`. */
export interface HubClock {
  /** Milliseconds since 1970. */
  now(): number
  monotonicMs(): number
  /** Rejects with the signal's reason when it aborts. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>
}
