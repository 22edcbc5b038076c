import type { CheckReport, CheckStage } from './check.ts'
import type { EndpointClock } from './destination-type.ts'
import type { EndpointError } from './endpoint-error.ts'

/** A stage, what it shows when it passes, and the work. */
export type CheckStep = readonly [stage: CheckStage, message: string, work: () => Promise<unknown>]

/** Carries out the stages of a check, one report each, up to the first that fails. `describe` puts a failure into words. */
export async function* runCheck(
  steps: readonly CheckStep[],
  clock: EndpointClock,
  describe: (error: unknown, stage: CheckStage) => EndpointError,
): AsyncGenerator<CheckReport> {
  for (const [stage, message, work] of steps) {
    const startedAtMs = clock.monotonicMs()
    const durationMs = (): number => Math.round(clock.monotonicMs() - startedAtMs)
    try {
      await work()
      yield { stage, status: 'passed', message, durationMs: durationMs() }
    } catch (error) {
      const { code, message: failure, remedy } = describe(error, stage)
      yield { stage, status: 'failed', code, message: failure, remedy, durationMs: durationMs() }
      return
    }
  }
}
