import { TimeAgo } from './time-ago.tsx'

/** A coming moment: how far it is, when by the reader's clock, and by the clock of its schedule where that is another one. */
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
      {here} (<TimeAgo at={at} />){there === here ? '' : ` · ${there} in ${zone}`}
    </>
  )
}

/** `Tue, Jun 2, 04:00`: in a zone, or in the reader's. */
export function clockText(at: string, zone?: string): string {
  return new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(new Date(at))
}
