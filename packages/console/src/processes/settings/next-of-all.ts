import type { Deployment } from '@coupa-connector/protocol'

/** As many coming instants as are shown. */
const shown = 5

/** The next instants of several schedules together, each once, with the zone of its schedule. */
export function nextOfAll(
  schedules: readonly Pick<Deployment['schedules'][number], 'schedule' | 'upcoming'>[],
): readonly { readonly at: string; readonly zone: string | undefined }[] {
  const instants = schedules.flatMap(({ schedule, upcoming }) =>
    upcoming.map((at) => ({ at, zone: 'zone' in schedule ? schedule.zone : undefined })),
  )
  const once = new Map(instants.map((instant) => [instant.at, instant]))
  return [...once.values()].toSorted((one, other) => (one.at < other.at ? -1 : 1)).slice(0, shown)
}
