import { type MaintenanceWindow, maintenanceEnd, nextInstants } from '@coupa-connector/process'

/** One message a rule and subject in this time. */
export const groupMs: number = 15 * 60_000

/** When a message is sent: now, after the group's time, or at the end of the quiet hours. */
export function dueAt(
  now: Date,
  { lastInGroup, quietHours }: { readonly lastInGroup: Date | null; readonly quietHours: MaintenanceWindow | null },
): Date {
  const earliest = Math.max(now.getTime(), lastInGroup === null ? 0 : lastInGroup.getTime() + groupMs)
  const at = new Date(earliest)
  return (quietHours && maintenanceEnd([quietHours], at)) ?? at
}

/** The next time of day at which a digest is sent. */
export function nextDigest({ at, zone }: { readonly at: string; readonly zone: string }, after: Date): Date {
  const [hour, minute] = at.split(':').map(Number)
  const [next] = nextInstants({ cron: `${minute} ${hour} * * *`, zone }, { after, count: 1 })
  return next ?? new Date(after.getTime() + 24 * 3_600_000)
}
