/** What the hub itself ends a test with, because no container ran it or none finished it. */
export const hubTestOutcomes = [
  'SETTINGS_INVALID',
  'NO_CONTAINER',
  'CONTAINER_NOT_ASSOCIATED',
  'CONTAINER_OFFLINE',
  'CONTAINER_NO_RESPONSE',
  'CONTAINER_LOST',
  'BROWSING_DISABLED',
  'CONNECTOR_UNAVAILABLE',
  'CONTAINER_BUSY',
  'QUARANTINED',
  'SECRET_UNREADABLE',
  'CANCELLED',
  'TOKEN_TIMEOUT',
  'SERVICE_TIMEOUT',
] as const

export type HubTestOutcome = (typeof hubTestOutcomes)[number]

/**
 * Outcomes of a test that no container ran. They say nothing about the connection: neither passed nor failed, and left out of
 * every rate.
 */
const notRunOutcomes: ReadonlySet<string> = new Set<HubTestOutcome>([
  'NO_CONTAINER',
  'CONTAINER_NOT_ASSOCIATED',
  'CONTAINER_OFFLINE',
  'CONTAINER_NO_RESPONSE',
  'BROWSING_DISABLED',
  'CONNECTOR_UNAVAILABLE',
  'CONTAINER_BUSY',
  'QUARANTINED',
])

/** Whether a test with this outcome was not run by any container. False while it is not finished. */
export function isNotRun(outcome: string | null): boolean {
  return outcome !== null && notRunOutcomes.has(outcome)
}

/** … and an operation, which has no stages to hang in. A change whose answer was lost is `OUTCOME_UNKNOWN`. */
export type HubOperationOutcome =
  | Exclude<HubTestOutcome, 'TOKEN_TIMEOUT' | 'SERVICE_TIMEOUT'>
  | 'TIMED_OUT'
  | 'OUTCOME_UNKNOWN'

/** What the hub ends jobs of either kind with. */
export type HubOutcome = Extract<HubTestOutcome, HubOperationOutcome>
