/** Longer waits are not believed. No API maintenance of more than an hour is announced in this header. */
const longestMs = 60 * 60 * 1000

/**
 * How long a `Retry-After` header asks to wait, in milliseconds: seconds, or a date in one of the three forms of HTTP
 * (RFC 9110 §5.6.7). A date counts from the answer's own `Date`, so that the two clocks need not agree. A date that has
 * passed is 0, more than an hour is an hour, and what cannot be read is undefined, as if the header were not there.
 */
export function parseRetryAfter(
  value: string | undefined,
  { nowMs, date }: { nowMs: number; date?: string | undefined },
): number | undefined {
  const text = value?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return clamp(Number(text) * 1000)
  const whenMs = parseHttpDate(text)
  if (whenMs === undefined) return undefined
  return clamp(whenMs - (parseHttpDate(date?.trim() ?? '') ?? nowMs))
}

function clamp(durationMs: number): number {
  return Math.min(Math.max(durationMs, 0), longestMs)
}

/** `Sun, 06 Nov 1994 08:49:37 GMT`, and the obsolete `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`. */
function parseHttpDate(text: string): number | undefined {
  const isDate = /^[A-Z][a-z]{2,8}, \d{2}[ -][A-Z][a-z]{2}[ -](\d{2}|\d{4}) \d{2}:\d{2}:\d{2} GMT$/.test(text)
  const isAscTime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/.test(text)
  if (!isDate && !isAscTime) return undefined
  // `Date.parse` takes dashes for another form; it takes anything at all for a date, hence the patterns above.
  const timeMs = Date.parse(isAscTime ? `${text} GMT` : text.replaceAll('-', ' '))
  return Number.isNaN(timeMs) ? undefined : timeMs
}
