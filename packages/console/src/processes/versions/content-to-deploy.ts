import type { BodyInputOf, Deployment, Routes } from '@coupa-connector/protocol'

/** What a process works with where it is deployed, as ids; empty as long as nothing is chosen. */
export interface Ends {
  readonly connection: string
  readonly destination: string
  readonly container: string
}

export function endsToBegin(before: Deployment | undefined): Ends {
  return {
    connection: before?.connection.id ?? '',
    destination: before?.destination.id ?? '',
    container: before?.container.id ?? '',
  }
}

/**
 * What to send to deploy a version: the rules and schedules of `model`, and its settings of the destination only where it is
 * the deployment itself, since those of another environment lead to its own place.
 */
export function contentToDeploy(
  model: Deployment | undefined,
  isSamePlace: boolean,
  ends: Ends,
  version: number,
): BodyInputOf<Routes['process.deploy']> {
  if (!model) return { ...ends, version }
  const { overlap, catchUp, catchUpHours, jitterSeconds, pauseAfterFailures, maintenance, schedules, settings } = model
  return {
    ...ends,
    version,
    ...{ overlap, catchUp, catchUpHours, jitterSeconds, pauseAfterFailures },
    maintenance: maintenance.map(({ words: _, ...window }) => window),
    schedules: schedules.map(({ schedule }) => schedule),
    ...(isSamePlace ? { settings } : {}),
  }
}
