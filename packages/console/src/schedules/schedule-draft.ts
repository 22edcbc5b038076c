/** A schedule as a form has it: what is chosen of each kind stays when another kind is tried. */
export interface ScheduleDraft {
  readonly kind: 'manual' | 'hourly' | 'daily' | 'weekly' | 'minutes' | 'cron'
  /** Minute of every hour. */
  readonly minute: number
  /** Time of day, `06:30`. */
  readonly time: string
  /** Day of the week, 0 is Sunday. */
  readonly day: number
  readonly minutes: number
  readonly cron: string
  readonly zone: string
}

export type Schedule = { readonly cron: string; readonly zone: string } | { readonly everyMinutes: number }

/** The time zone of the reader. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** What a schedule says, as the form has it. */
export function scheduleDraftOf(schedule: Schedule): ScheduleDraft {
  const usual = { kind: 'cron', minute: 0, time: '06:00', day: 1, minutes: 15 } as const
  if (!('cron' in schedule)) {
    return { ...usual, kind: 'minutes', minutes: schedule.everyMinutes, cron: '0 6 * * *', zone: ownZone() }
  }
  return { ...usual, ...partsOfCron(schedule.cron), ...schedule }
}

/** What the form can say without an expression; nothing else. */
function partsOfCron(cron: string): Partial<ScheduleDraft> {
  const [, minute, hour, day] = /^(\d+) (\d+|\*) \* \* (\d|\*)$/.exec(cron) ?? []
  if (minute === undefined || hour === undefined || day === undefined) return {}
  if (hour === '*') return day === '*' ? { kind: 'hourly', minute: Number(minute) } : {}
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  return day === '*' ? { kind: 'daily', time } : { kind: 'weekly', time, day: Number(day) }
}

/** The schedule that a form says; undefined for what only people start. */
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
