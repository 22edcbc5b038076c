import { RunError } from '../report/run-error.ts'
import type { RunContext } from './run-context.ts'

/** Records that have to be read before a share of errors says anything. */
const fewestForShare = 50

/** Ends a run that goes wrong more often, or takes longer, than the process allows. Called between batches. */
export function checkLimits({ definition, clock, run, counters }: RunContext): void {
  const { errors, runMinutes } = definition.limits
  const { read, refused, quarantined } = counters()
  const failed = refused + quarantined
  if (failed > errors.max || (read >= fewestForShare && failed > errors.share * read)) {
    throw new RunError(
      'TOO_MANY_ERRORS',
      `${failed} of ${read} records were refused, which is more than the limits of the process allow.`,
      'Look at the failures, correct the cause, and run the process again; or raise limits.errors.',
    )
  }
  if (clock.now() - run.startedAtMs > runMinutes * 60_000) {
    throw new RunError(
      'RUN_TOO_LONG',
      `The run has taken longer than the ${runMinutes} minutes that limits.runMinutes allows.`,
      'Start it again: it goes on where it stopped. Raise limits.runMinutes if it needs longer every time.',
    )
  }
}
