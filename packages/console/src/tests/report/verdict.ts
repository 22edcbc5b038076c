import { isNotRun } from '@coupa-connector/protocol'

/** What a test says of a connection. One that no container ran, or that was canceled, says nothing. */
export type Verdict = 'passed' | 'failed' | 'not-run' | 'canceled'

/** Outcomes of a test that passed. */
const passedOutcomes = new Set(['OK', 'OK_DEPRECATED_AUTH'])

/** Whether an outcome is one of a test that passed; null is not yet known. */
export function isPassed(outcome: string | null): boolean {
  return outcome !== null && passedOutcomes.has(outcome)
}

/** The verdict of a finished test. */
export function verdictOf(outcome: string): Verdict {
  if (isPassed(outcome)) return 'passed'
  if (outcome === 'CANCELLED') return 'canceled'
  return isNotRun(outcome) ? 'not-run' : 'failed'
}

/** `3 of 4 passed`, or `3 of 4 passed, 1 not run`. What did not run is not in the rate. */
export function summarizeVerdicts(outcomes: readonly string[]): string {
  const verdicts = outcomes.map(verdictOf)
  const count = (verdict: Verdict): number => verdicts.filter((each) => each === verdict).length
  const judged = count('passed') + count('failed')
  return [
    judged === 0 ? '' : `${count('passed')} of ${judged} passed`,
    count('not-run') === 0 ? '' : `${count('not-run')} not run`,
    count('canceled') === 0 ? '' : `${count('canceled')} canceled`,
  ]
    .filter((part) => part !== '')
    .join(', ')
}
