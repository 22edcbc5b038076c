const hour = 3_600_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** What the wall clock of a zone shows at an instant, as if it were UTC, in milliseconds. */
export function wallTime(instant: number, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/**
 * The instant at which the wall clock of a zone shows a time: the first, where it shows it twice. Where it never does, because
 * the clock was put forward over it, the first instant after the gap.
 */
export function instantOf(wall: number, zone: string): number {
  // No zone is further than a day from UTC, and none changes its clock twice in these hours.
  const before = wall - 26 * hour
  const after = wall + 26 * hour
  const offsets = [before, after].map((instant) => wallTime(instant, zone) - instant)
  const candidates = offsets.map((offset) => wall - offset).filter((instant) => wallTime(instant, zone) === wall)
  return candidates.length > 0 ? Math.min(...candidates) : endOfGap(wall, zone, before, after)
}

/** The wall clock jumps over `wall` somewhere between the two: the first second that shows more. */
function endOfGap(wall: number, zone: string, before: number, after: number): number {
  let [low, high] = [Math.floor(before / 1000), Math.floor(after / 1000)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (wallTime(middle * 1000, zone) > wall) high = middle
    else low = middle
  }
  return high * 1000
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, format)
  return format
}
