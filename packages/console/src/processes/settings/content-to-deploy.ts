import type { BodyInputOf, Deployment, Routes } from '@coupa-connector/protocol'

/** What a process works with where it is deployed, as ids; empty as long as nothing is chosen. */
export interface Ends {
  readonly connection: string
  readonly destination: string
  readonly container: string
  /** Destinations of further ends, by the names of their values. */
  readonly further: Readonly<Record<string, string>>
}

export function endsToBegin(before: Deployment | undefined): Ends {
  return {
    connection: before?.connection.id ?? '',
    destination: before?.destination.id ?? '',
    container: before?.container.id ?? '',
    further: Object.fromEntries(Object.entries(before?.ends ?? {}).map(([value, { id }]) => [value, id])),
  }
}

/**
 * What to send to deploy a version: the rules and schedules of `model`, and its settings of the destination only where it is
 * the deployment itself, since those of another environment lead to its own place.
 */
export function contentToDeploy(
  model: Deployment | undefined,
  isSamePlace: boolean,
  { further, ...ends }: Ends,
  version: number,
): BodyInputOf<Routes['process.deploy']> {
  if (!model) return { ...ends, ends: { ...further }, version }
  const { overlap, catchUp, catchUpHours, jitterSeconds, pauseAfterFailures, maintenance, schedules, settings } = model
  return {
    ...ends,
    ends: { ...further },
    version,
    ...{ overlap, catchUp, catchUpHours, jitterSeconds, pauseAfterFailures },
    maintenance: maintenance.map(({ words: _, ...window }) => window),
    schedules: schedules.map(({ schedule }) => schedule),
    ...(isSamePlace ? { settings } : {}),
  }
}
