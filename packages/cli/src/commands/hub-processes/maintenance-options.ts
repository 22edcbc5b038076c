import { describeMaintenance, type MaintenanceWindow, type Weekday, weekdays } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import { UsageError } from '../../command/usage-error.ts'

/** Maintenance windows that replace those of before; undefined when none is given. Throws a `UsageError`. */
export function readMaintenance(
  input: CommandInput,
): readonly (Omit<MaintenanceWindow, 'days'> & { days: Weekday[] })[] | undefined {
  const given = input.list('maintenance')
  if (input.flag('no-maintenance')) {
    if (given.length > 0) throw new UsageError('--no-maintenance and --maintenance exclude one another.')
    return []
  }
  return given.length === 0 ? undefined : given.map(readWindow)
}

const example = 'For example: --maintenance "sat-sun 22:00-02:00 Europe/Berlin"'
const wallTime = /^([01]\d|2[0-3]):[0-5]\d$/

function readWindow(text: string): Omit<MaintenanceWindow, 'days'> & { days: Weekday[] } {
  const [names = '', times = '', zone, ...rest] = text.trim().split(/\s+/)
  const [from = '', until = '', ...others] = times.split('-')
  if (zone === undefined || rest.length > 0) {
    throw new UsageError(`--maintenance "${text}" is not days, times and a time zone.`, { suggestion: example })
  }
  if (!wallTime.test(from) || !wallTime.test(until) || others.length > 0) {
    throw new UsageError(`--maintenance "${text}": ${times} is not a range of times.`, { suggestion: example })
  }
  return { days: readDays(names, text), from, until, zone }
}

/** `sat`, `mon,wed`, `mon-fri`, `sat-mon`, `daily`. */
function readDays(names: string, text: string): Weekday[] {
  if (names.toLowerCase() === 'daily') return [...weekdays]
  const days = names.split(',').flatMap((range) => {
    const ends = range.split('-').map((name) => readDay(name, text))
    const [first = 'monday', last = first] = ends
    const begin = weekdays.indexOf(first)
    const length = ((weekdays.indexOf(last) - begin + 7) % 7) + 1
    return ends.length > 2 ? [] : Array.from({ length }, (_, place) => weekdays[(begin + place) % 7] ?? first)
  })
  if (days.length === 0)
    throw new UsageError(`--maintenance "${text}": ${names} is not a range of days.`, { suggestion: example })
  return weekdays.filter((day) => days.includes(day))
}

function readDay(name: string, text: string): Weekday {
  const lower = name.toLowerCase()
  const day = weekdays.find((one) => lower.length >= 3 && one.startsWith(lower))
  if (day !== undefined) return day
  throw new UsageError(`--maintenance "${text}": "${name}" is not a day of the week.`, {
    suggestion: `Use mon, tue, wed, thu, fri, sat, sun or daily. ${example}`,
  })
}

/** What was typed, as the hub's answers speak of it. */
export function typedMaintenance(windows: readonly MaintenanceWindow[] | undefined): readonly string[] {
  return (windows ?? []).map((window) => `--maintenance (${describeMaintenance(window)})`)
}
