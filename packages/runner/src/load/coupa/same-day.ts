const day = /^(\d{4}-\d{2}-\d{2})$/
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/
const moment = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[-+]\d{2}:?\d{2})$/

/** A text as a day, where it has no time: `2026-11-02`, and `11/2/2026`, which Coupa takes, too (F-154). */
export function dayIn(value: unknown): string | undefined {
  const text = String(value ?? '').trim()
  const [, month = '', date = '', year] = american.exec(text) ?? []
  if (year !== undefined) return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return day.exec(text)?.[1]
}

/** The day that a text means, with or without a time: midnight in UTC is a day that was given without one. */
export function dayOf(value: unknown): string | undefined {
  const text = String(value ?? '').trim()
  const [, date] = moment.exec(text) ?? []
  if (date === undefined) return dayIn(text)
  const atMs = Date.parse(text)
  return atMs % 86_400_000 === 0 ? new Date(atMs).toISOString().slice(0, 10) : date
}

/**
 * Whether a time of Coupa is a day. A day that was given without a time is midnight in UTC, and shown in the zone of the
 * organization it may be the evening before; a day of Coupa's pages is midnight in that zone.
 */
export function isOnDay(time: unknown, wanted: string): boolean {
  return dayOf(time) === wanted
}
