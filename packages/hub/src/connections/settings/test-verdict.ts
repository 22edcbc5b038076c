import type { HubTestOutcome } from '@coupa-connector/protocol'

/** Outcomes of a test that passed. */
export const passedOutcomes: readonly string[] = ['OK', 'OK_DEPRECATED_AUTH']

/**
 * Outcomes that tell of the container or of us, not of the settings and the organization: a connection keeps the state
 * that it had.
 */
export const undecidedOutcomes: readonly string[] = [
  'NO_CONTAINER',
  'CONTAINER_NOT_ASSOCIATED',
  'CONTAINER_OFFLINE',
  'CONTAINER_NO_RESPONSE',
  'CONTAINER_LOST',
  'BROWSING_DISABLED',
  'CONNECTOR_UNAVAILABLE',
  'CONTAINER_BUSY',
  'QUARANTINED',
  'CANCELLED',
  'INTERNAL_ERROR',
] satisfies readonly (HubTestOutcome | 'INTERNAL_ERROR')[]

export function isPassed(outcome: string): boolean {
  return passedOutcomes.includes(outcome)
}
