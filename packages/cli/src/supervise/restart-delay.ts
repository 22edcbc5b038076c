/** The first pause is too short to notice. It doubles up to half a minute, so that a part that cannot live costs little. */
const shortestMs = 250
const longestMs = 30_000

/** How long to wait before a part that died `deaths` times in a row is started again. */
export function restartDelayMs(deaths: number): number {
  return Math.min(longestMs, shortestMs * 2 ** Math.max(0, deaths - 1))
}
