const isoPattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2}|\d{2}:?\d{2})?$/i
const slashPattern =
  /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(AM|PM)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i

/**
 * Reads a date or time as Coupa does (F-150, F-154): ISO 8601, `M/D/YYYY`, `%m/%d/%y %I:%M %p %z`, quoted or not.
 * Without a zone it is UTC, without a time midnight. Epoch milliseconds; undefined for anything else.
 * An offset without sign is what an unencoded `+` leaves behind; it shifts the time as a wrong zone would (F-197).
 */
export function parseDateTime(given: string): number | undefined {
  const text = given
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2')
    .trim()
  const iso = isoPattern.exec(text)
  if (iso) {
    const [, year, month, day, hour, minute, second, zone] = iso
    return toTime([year, month, day, hour, minute, second], zone)
  }
  const slash = slashPattern.exec(text)
  if (!slash) return undefined
  const [, month, day, year = '', hour, minute, second, half, zone] = slash
  const fullYear = year.length === 2 ? `20${year}` : year
  return toTime([fullYear, month, day, twentyFourHours(hour, half), minute, second], zone)
}

function toTime(parts: readonly (string | undefined)[], zone: string | undefined): number | undefined {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    part === undefined ? undefined : Number(part),
  )
  const time = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(time)
  const isReal =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 61
  return isReal ? time - zoneMs(zone) : undefined
}

function zoneMs(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '')
  if (!match) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000
}

function twentyFourHours(hour: string | undefined, half: string | undefined): string | undefined {
  if (hour === undefined || half === undefined) return hour
  return String((Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0))
}
