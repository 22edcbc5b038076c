const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * The date of a moment. Without a zone it is the date as it is written, in the offset that Coupa sent; with a zone, the date
 * on the wall there. Undefined for what is no moment.
 */
export function cutDate(text: string, zone: string | undefined): string | undefined {
  const written = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0]
  if (written === undefined) return undefined
  const hasTime = /[T ]\d{2}:\d{2}/.test(text)
  if (!hasTime || zone === undefined) return isDate(written) ? written : undefined
  const moment = new Date(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`)
  if (Number.isNaN(moment.getTime())) return undefined
  return formatOf(zone).format(moment)
}

function isDate(text: string): boolean {
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
