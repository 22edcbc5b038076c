/**
 * How long an answer asks to wait, from `Retry-After` as seconds or as a date; undefined when it does not say or says
 * something unreadable. Coupa is reported both with and without it (api-facts §6).
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | undefined {
  const value = headers['retry-after']?.trim()
  if (value === undefined || value === '') return undefined
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * 1000
  if (!/[a-z]/i.test(value)) return undefined
  const atMs = Date.parse(value)
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs)
}
