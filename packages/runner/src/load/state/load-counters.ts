/** What became of a record of an input. A closed set. */
export const loadOutcomes = [
  'created',
  'updated',
  'unchanged',
  'inactivated',
  'failed',
  'unknown',
  'held',
  'skipped',
] as const
export type LoadOutcome = (typeof loadOutcomes)[number]

/** The counts of a run of a load: one outcome a record. */
export interface LoadCounters extends Readonly<Record<LoadOutcome, number>> {
  /** Records that were put right by this run after an earlier one had left them failed, held or unknown. */
  readonly fixed: number
  /** Records that were written without fields that Coupa does not take. */
  readonly ignored: number
  /** Requests to Coupa. */
  readonly requests: number
}

export const noLoadCounts: LoadCounters = {
  created: 0,
  updated: 0,
  unchanged: 0,
  inactivated: 0,
  failed: 0,
  unknown: 0,
  held: 0,
  skipped: 0,
  fixed: 0,
  ignored: 0,
  requests: 0,
}

/** Records that a run has dealt with. */
export function recordsOf(counters: LoadCounters): number {
  return loadOutcomes.reduce((sum, outcome) => sum + counters[outcome], 0)
}
