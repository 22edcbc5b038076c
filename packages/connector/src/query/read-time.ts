/** A time in the one form that Coupa documents (F-150), or what is wrong with it and how to write it. */
export type ReadTime =
  | { readonly text: string }
  | {
      /** Half a sentence that follows the value: `has no offset that exists`. */
      readonly problem: string
      /** The same time in forms that work: none where it cannot be guessed, two where it can be read in two ways. */
      readonly forms: readonly string[]
    }

/** Forms that work, for messages. */
export const timeExamples = '2026-01-31, 2026-01-31T08:00:00Z or 2026-01-31T08:00:00+01:00'

/**
 * Reads a day, `2026-01-31`, or a time, `2026-01-31T08:00:00+01:00`. A time without an offset is UTC, as in Coupa (F-153).
 * What can be read in one way only is brought to the documented form: a space for the `T`, an offset without its colon.
 * Everything else is refused, because Coupa attempts other forms (F-154), and the result would be a guess.
 */
export function readTime(given: string): ReadTime {
  const text = given.trim()
  const iso = isoTime.exec(text)
  if (iso === null) return otherForm(text)
  const [, day = '', time, zone = ''] = iso
  if (!isRealDay(day)) return { problem: 'is not a time: no calendar has that day', forms: [] }
  if (time === undefined) return zone === '' ? { text: day } : { problem: 'has an offset and no time', forms: [day] }
  if (!isRealTime(time)) return { problem: 'is not a time: no clock shows that hour', forms: [] }
  const offset = offsetOf(zone)
  if (offset !== undefined) return { text: `${day}T${time}${offset}` }
  return offsetProblem(`${day}T${time}`, zone)
}

/** Day, time and whatever follows the time. */
const isoTime = /^(\d{4}-\d{2}-\d{2})(?:(?:t| +)(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?(.*)$/is

/** JavaScript takes February 30 for March 2. */
function isRealDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day)
}

function isRealTime(time: string): boolean {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  return hour < 24 && minute < 60 && second < 60
}

/** An offset as Coupa writes it; undefined for what is none. */
function offsetOf(zone: string): string | undefined {
  if (zone === '') return ''
  if (/^ ?(?:z|utc)$/i.test(zone)) return 'Z'
  const [, sign, hours = '', minutes = '00'] = /^ ?([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  if (sign === undefined || Number(hours) > 14 || Number(minutes) > 59) return undefined
  return `${sign}${hours}:${minutes}`
}

function offsetProblem(time: string, zone: string): ReadTime {
  const lost = /^ (\d{1,2}):?(\d{2})$/.exec(zone)
  if (lost) {
    const offset = offsetOf(`+${(lost[1] ?? '').padStart(2, '0')}:${lost[2]}`)
    return {
      problem: 'has an offset without a sign: a + that is not written as %2B in an address becomes a space',
      forms: offset === undefined ? [] : [time + offset],
    }
  }
  const [, sign = '', hours = '', minutes = '00'] =
    /^ ?(?:gmt|utc)?([+-])(\d{1,2})(?:[.:h,]?(\d{2}))?$/i.exec(zone) ?? []
  const offset = sign === '' ? undefined : offsetOf(`${sign}${hours.padStart(2, '0')}:${minutes}`)
  return {
    problem: `ends in ${JSON.stringify(zone.trim())}, which is not an offset`,
    forms: offset === undefined ? [] : [time + offset],
  }
}

/** What people write for a day besides: the order of day and month is a guess in most of it. */
function otherForm(text: string): ReadTime {
  const problem = 'is not a time'
  if (text === '') return { problem, forms: [] }
  const [, year, month = '', day = ''] = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})$/.exec(text)?.toSpliced(2, 1) ?? []
  if (year !== undefined) return { problem, forms: realDays([year, month, day]) }
  const [, first = '', second = '', last] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?!\d)/.exec(text) ?? []
  if (last === undefined) return { problem, forms: [] }
  const forms = [...new Set([...realDays([last, first, second]), ...realDays([last, second, first])])]
  return forms.length === 2
    ? { problem: 'can be read in two ways, because either number may be the month', forms }
    : { problem, forms }
}

function realDays([year = '', month = '', day = '']: readonly string[]): string[] {
  const form = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isRealDay(form) ? [form] : []
}
