/**
 * The times and bounds of jobs. A lease outlives two beats of 5 s, so that one lost beat loses no job. A test is picked up
 * within 30 s and ends within 90 s, because a person waits for it.
 */
export const jobLimits = {
  leaseMs: 15_000,
  pickupMs: 30_000,
  testDeadlineMs: 90_000,
  /** How long a node has to react to a cancellation before the job is finished without it. */
  cancelGraceMs: 10_000,
  /**
   * A node gets work as long as its last beat is not older: one may be late, but a run whose node fell silent is not offered
   * to the same node again.
   */
  heardWithinMs: 8000,
  /** A node that was not heard for three beats is offline. */
  offlineAfterMs: 15_000,
  /**
   * How many nodes the settings of a connection may cost before their jobs are held back, and for how long after the last loss.
   */
  maxNodeLosses: 3,
  quarantineMs: 3_600_000,
  /** News between hubs may be lost, so whoever waits looks again after this time. */
  recheckMs: 2000,
  maxEvents: 500,
  maxEventBytes: 65_536,
  maxResultBytes: 1_048_576,
  /** How many jobs may wait for a container at least, however few it runs at a time. */
  minQueue: 16,
} as const

/** How many jobs may wait: twice as many as run at a time, so that the last ones still get their turn. */
export function queueLimit(maxConcurrentJobs: number): number {
  return Math.max(jobLimits.minQueue, 2 * maxConcurrentJobs)
}
