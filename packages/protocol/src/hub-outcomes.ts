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

/** … and an operation, which has no stages to hang in. A change whose answer was lost is `OUTCOME_UNKNOWN`. */
export type HubOperationOutcome =
  | Exclude<HubTestOutcome, 'TOKEN_TIMEOUT' | 'SERVICE_TIMEOUT'>
  | 'TIMED_OUT'
  | 'OUTCOME_UNKNOWN'

/** What the hub ends jobs of either kind with. */
export type HubOutcome = Extract<HubTestOutcome, HubOperationOutcome>
