import type { HubTestOutcome } from '@coupa-connector/protocol'

/** Outcomes of a test that passed. */
export const passedOutcomes: readonly string[] = ['OK', 'OK_DEPRECATED_AUTH']

/**
 * Outcomes that say something about the container or about us, not about the settings and the organization. The connection
 * keeps its state.
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
