/** Pauses after the first, second, … failure in a row. */
const delaysMs = [5_000, 10_000, 30_000, 60_000, 120_000, 300_000] as const
/**
 * After those, every delay lies between these two, so that the nodes of a hub that was away for long do not all return at once.
 */
const longestMs = 300_000
const shortestMs = 120_000
/** Part of a pause by which it is shortened or prolonged. */
const spread = 0.1

/** How long to wait before the next attempt after this many failures in a row (1 and up). `random` returns 0 to 1. */
export function retryDelayMs(failures: number, random: () => number): number {
  const delayMs = delaysMs[Math.max(1, failures) - 1]
  if (delayMs === undefined) return Math.round(shortestMs + random() * (longestMs - shortestMs))
  return Math.round(delayMs * (1 + spread * (2 * random() - 1)))
}
