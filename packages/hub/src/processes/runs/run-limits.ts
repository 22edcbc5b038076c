/** The times and bounds of runs. */
export const runLimits = {
  /** How often a run is taken without getting on before it ends as failed. */
  maxIdleAttempts: 5,
  /** A run whose node was not heard of for so long is offered to another one; the engine decides. */
  silentMs: 9000,
  /** How many instants of a schedule that were missed are noted one by one. */
  maxMissedInstants: 1000,
  /** An instant is missed when its run begins later than this. */
  lateMs: 60_000,
} as const
