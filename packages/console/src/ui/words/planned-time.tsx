import { TimeAgo } from './time-ago.tsx'
import { zonePlace } from './zones.ts'

/** A coming moment: when by the reader's clock, how far it is, and when by the clock of its schedule where that is another one. */
export function PlannedTime({
  at,
  zone,
}: {
  readonly at: string
  readonly zone?: string | undefined
}): React.JSX.Element {
  const here = clockText(at)
  const there = zone === undefined ? here : clockText(at, zone)
  return (
    <>
      {here} (<TimeAgo at={at} />){there === here ? '' : ` · ${timeOf(there, here)} in ${zonePlace(zone ?? '')}`}
    </>
  )
}

/** `Tue, Jun 2, 04:00`: in a zone, or in the reader's; with seconds where they matter. */
export function clockText(at: string, zone?: string, hasSeconds = false): string {
  return new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(hasSeconds ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(new Date(at))
}

/** The time alone where both are of the same day. */
function timeOf(there: string, here: string): string {
  const [day, time = ''] = [there.slice(0, there.lastIndexOf(',')), there.split(', ').at(-1)]
  return here.startsWith(`${day},`) ? time : there
}
