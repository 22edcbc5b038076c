const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * The date of a moment. Without a zone it is the date as it is written, in the offset that Coupa sent; with a zone, the date
 * on the wall there. Undefined for what is not a moment.
 */
export function cutDate(text: string, zone: string | undefined): string | undefined {
  if (isDate(text)) return text
  const moment = parseMoment(text)
  if (moment === undefined) return undefined
  return zone === undefined ? text.slice(0, 10) : formatOf(zone).format(moment)
}

/** The moment that a text with date and time names, in UTC where it has no offset. Undefined for what is not a moment. */
export function parseMoment(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text) || !isDate(text.slice(0, 10))) return undefined
  const moment = new Date(hasOffset(text) ? text : `${text}Z`)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

/** Whether a text with a time says how far it is from UTC. */
export function hasOffset(text: string): boolean {
  return /(?:Z|[+-]\d{2}:?\d{2})$/.test(text)
}

/** Whether a text is a date that exists: the 30th of February is none. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** Sweden writes dates as ISO 8601 does. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  formats.set(zone, format)
  return format
}

/** Whether an IANA zone exists. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
