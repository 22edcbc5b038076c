import type { Run } from '@coupa-connector/protocol'
import type { RunFilter, RunOutcome } from './run-queries.ts'

/** What an address says of the runs to show. `state` is a state or, for runs that are over, an outcome. */
export interface RunWords {
  readonly state?: string | undefined
  readonly environment?: string | undefined
  readonly kind?: string | undefined
}

const states: readonly Run['state'][] = ['waiting', 'queued', 'running', 'ended', 'skipped']
const outcomes: readonly RunOutcome[] = ['succeeded', 'partial', 'failed', 'cancelled']
const kinds: readonly Run['kind'][] = ['run', 'check', 'answers', 'reconcile', 'backfill', 'verify', 'preview']

/** The filter that the words of an address ask for. A word that is none of the choices asks for nothing. */
export function runFilterOf({ state, environment, kind }: RunWords): RunFilter {
  return {
    environment,
    state: states.find((one) => one === state),
    outcome: outcomes.find((one) => one === state),
    kind: kinds.find((one) => one === kind),
  }
}
