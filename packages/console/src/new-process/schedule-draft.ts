import type { ScheduleDraft } from './process-draft.ts'

export type Schedule = { readonly cron: string; readonly zone: string } | { readonly everyMinutes: number }

/** The time zone of the reader. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** What a template's cron says, as the form has it. */
export function scheduleDraftOf(cron: string, zone: string): ScheduleDraft {
  const usual: ScheduleDraft = {
    kind: 'cron',
    minute: 0,
    time: '06:00',
    day: 1,
    minutes: 15,
    cron,
    zone,
  }
  const [, minute, hour, day] = /^(\d+) (\d+|\*) \* \* (\d|\*)$/.exec(cron) ?? []
  if (minute === undefined || hour === undefined || day === undefined) return usual
  if (hour === '*') return day === '*' ? { ...usual, kind: 'hourly', minute: Number(minute) } : usual
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  return day === '*' ? { ...usual, kind: 'daily', time } : { ...usual, kind: 'weekly', time, day: Number(day) }
}

/** The schedule that a deployment gets; undefined for a process that only people start. */
export function scheduleOf({ kind, minute, time, day, minutes, cron, zone }: ScheduleDraft): Schedule | undefined {
  const [hours = 0, wallMinutes = 0] = time.split(':').map(Number)
  switch (kind) {
    case 'manual':
      return undefined
    case 'minutes':
      return { everyMinutes: minutes }
    case 'hourly':
      return { cron: `${minute} * * * *`, zone }
    case 'daily':
      return { cron: `${wallMinutes} ${hours} * * *`, zone }
    case 'weekly':
      return { cron: `${wallMinutes} ${hours} * * ${day}`, zone }
    case 'cron':
      return { cron: cron.trim(), zone }
  }
}
