const firstPauseMs = 1000

/** What the other end asks for, or twice as long as the last time and up to half as much again. */
export function pauseBefore(attempt: number, retryAfter: string | undefined, nowMs: number): number {
  const usualMs = firstPauseMs * 2 ** (attempt - 1)
  const jittered = usualMs * (1 + (nowMs % 1000) / 2000)
  if (retryAfter === undefined) return jittered
  const askedMs = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - nowMs
  return Number.isNaN(askedMs) ? jittered : Math.max(askedMs, firstPauseMs)
}
