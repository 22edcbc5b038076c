const HALF_HOUR_MS = 1_800_000
const MINUTE_MS = 60_000

/** Writes times in one time zone, as Coupa does (F-150, F-151): `2025-03-04T05:06:07-08:00`, whole seconds. */
export interface ZoneFormatter {
  /** Writes a time given in epoch milliseconds. */
  dateTime(timeMs: number): string
  /** Writes the day of a time in UTC; days are kept as their midnight there. */
  date(timeMs: number): string
  /** Minutes that the zone is ahead of UTC at a time. */
  offsetMinutes(timeMs: number): number
}

/** Makes a formatter for an IANA time zone; daylight saving is respected. Throws RangeError for an unknown zone. */
export function createZoneFormatter(timeZone: string): ZoneFormatter {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const offsets = new Map<number, number>()

  function offsetMinutes(timeMs: number): number {
    const slot = Math.floor(timeMs / HALF_HOUR_MS)
    const known = offsets.get(slot)
    if (known !== undefined) return known
    const name = parts.formatToParts(timeMs).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
    const match = /GMT([+-])(\d\d):?(\d\d)/.exec(name)
    const minutes = match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0
    offsets.set(slot, minutes)
    return minutes
  }

  return {
    dateTime(timeMs) {
      const offset = offsetMinutes(timeMs)
      const local = new Date(timeMs + offset * MINUTE_MS).toISOString().slice(0, 19)
      const size = Math.abs(offset)
      const hours = String(Math.floor(size / 60)).padStart(2, '0')
      return `${local}${offset < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`
    },
    date: (timeMs) => new Date(timeMs).toISOString().slice(0, 10),
    offsetMinutes,
  }
}
