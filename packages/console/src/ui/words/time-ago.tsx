import { useSyncExternalStore } from 'react'

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

// Made when the first moment is shown: the first of them reads the browser's data of all languages, which takes a while.
let relative: Intl.RelativeTimeFormat | undefined
let exact: Intl.DateTimeFormat | undefined
let day: Intl.DateTimeFormat | undefined

/** A moment as people say it, the exact one on hover; it stays true while the page is open. */
export function TimeAgo({
  at,
  isExact = false,
}: {
  readonly at: string
  /** Whether to count the seconds of the first minute instead of saying `just now`. */
  readonly isExact?: boolean
}): React.JSX.Element {
  const now = useSyncExternalStore(everyHalfMinute, halfMinute)
  return (
    <time
      dateTime={at}
      onMouseEnter={({ currentTarget }) => {
        currentTarget.title = exactText(at)
      }}
    >
      {isExact ? formatSeconds(new Date(at).getTime(), Date.now()) : formatAgo(new Date(at).getTime(), now)}
    </time>
  )
}

/** `20 seconds ago` within a minute, else as `formatAgo`. */
export function formatSeconds(atMs: number, nowMs: number): string {
  const seconds = Math.max(1, Math.round((nowMs - atMs) / 1000))
  return seconds < 60 ? `${seconds} second${seconds === 1 ? '' : 's'} ago` : formatAgo(atMs, nowMs)
}

/** `3 minutes ago`, `in 2 days`, to the nearest of the unit; within a minute `just now`. */
export function formatAgo(atMs: number, nowMs: number): string {
  const seconds = Math.round((atMs - nowMs) / 1000)
  for (const [unit, size] of units) {
    if (Math.abs(seconds) < size) continue
    relative ??= new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
    return relative.format(Math.round(seconds / size), unit)
  }
  return seconds > 20 ? 'in a moment' : 'just now'
}

/** The day of a moment, such as `Feb 28, 2027`, with how far it is: for what expires. */
export function ExpiryDate({ at }: { readonly at: string }): React.JSX.Element {
  day ??= new Intl.DateTimeFormat('en-US', { dateStyle: 'medium' })
  const isToday = Math.abs(new Date(at).getTime() - Date.now()) < 86_400_000
  return isToday ? (
    <TimeAgo at={at} />
  ) : (
    <>
      {day.format(new Date(at))} (<TimeAgo at={at} />)
    </>
  )
}

/** `840 ms`, `1.8 s`, `2 min 5 s`, `3 h 20 min`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`
  if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(1)} s`
  const seconds = Math.round(durationMs / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}

/** A duration at a line of a chart, without parts that are zero: `2 min`, `3 h`. */
export function formatRoundDuration(durationMs: number): string {
  return durationMs === 0
    ? '0'
    : formatDuration(durationMs)
        .replace('.0 s', ' s')
        .replace(/ 0 (?:s|min)$/, '')
}

function exactText(at: string): string {
  exact ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
  return exact.format(new Date(at))
}

function halfMinute(): number {
  return Math.ceil(Date.now() / 30_000) * 30_000
}

function everyHalfMinute(tell: () => void): () => void {
  const timer = setInterval(tell, 10_000)
  return () => clearInterval(timer)
}
