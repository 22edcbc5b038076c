/** Time outside the database, for waiting and measuring. What is stored gets its date from the database, by `hub_now()`. */
export interface HubClock {
  /** Milliseconds since 1970. */
  now(): number
  monotonicMs(): number
  /** Rejects with the signal's reason when it aborts. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>
}
