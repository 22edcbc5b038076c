import type { NetworkError } from '../../errors/network-error.ts'
import type { Format } from '../../format/coupa-record.ts'
import type { Timeouts, Transport } from '../../http/transport/transport.ts'
import type { Clock } from '../../runtime/clock.ts'
import type { Answer, ClassifiedFailure } from '../classify/classified-failure.ts'
import type { StageRecorder } from '../report/stages.ts'
import type { SecretStriker } from '../report/strike-secrets.ts'
import type { TestWarning, TestWarningCode } from '../report/test-report.ts'
import type { TimeBudget } from './time-budget.ts'

/** How long each part of a test may take. The whole test has its own deadline as well. */
export interface TestTimeouts {
  /** Name look-up, connection and encryption together. Default: 10 s. */
  readonly connectMs: number
  /** The token server's answer, to its last byte. Default: 30 s. */
  readonly tokenAnswerMs: number
  /** The service's answer to one probe, to its last byte. Default: 40 s, because Coupa is slow on large records. */
  readonly probeAnswerMs: number
  /** All waiting that "too many requests" asks for, together. Default: 20 s. */
  readonly rateLimitWaitMs: number
}

/** Together at most the 90 s of a whole test, give or take: what hangs is named by its own limit, not by the deadline. */
export const defaultTestTimeouts: TestTimeouts = {
  connectMs: 10_000,
  tokenAnswerMs: 30_000,
  probeAnswerMs: 40_000,
  rateLimitWaitMs: 20_000,
}

/** What the steps of one test share. */
export interface TestContext {
  readonly clock: Clock
  readonly budget: TimeBudget
  readonly timeouts: TestTimeouts
  readonly format: Format
  readonly recorder: StageRecorder
  readonly striker: SecretStriker
  /** Opens a transport that is closed when the test ends. */
  readonly openTransport: () => Transport
  /** Adds a warning to the report and marks the stage under way. */
  readonly warn: (code: TestWarningCode, message: string) => void
  readonly warnings: readonly TestWarning[]
  /** Waits as "too many requests" asks, if there is time for it. Returns false otherwise. */
  readonly waitForRate: (askedMs: number | undefined, attempt: number) => Promise<boolean>
  /** Remember what was seen last, for the details of the report. */
  readonly noteAnswer: (answer: Answer, requestUrl: string, attempts: number) => void
  readonly noteNetwork: (error: NetworkError) => void
}

/**
 * Limits of one exchange within what is left of the test. The transport's own limits end a little earlier than ours,
 * because its errors know more.
 */
export function exchangeLimits(
  { timeouts: { connectMs }, budget }: Pick<TestContext, 'timeouts' | 'budget'>,
  answerMs: number,
): { readonly limitMs: number; readonly timeouts: Timeouts } {
  // The transport takes 0 for no limit.
  const totalMs = Math.max(1, Math.ceil(Math.min(connectMs + answerMs, budget.remainingMs())))
  return {
    limitMs: totalMs + 500,
    timeouts: { connectMs: Math.min(connectMs, totalMs), headersMs: answerMs, bodyMs: answerMs, totalMs },
  }
}

/** Ends a step with an outcome. Internal: `runTest` turns it into the report. */
export class StepFailure extends Error {
  readonly failure: ClassifiedFailure

  constructor(failure: ClassifiedFailure, options?: ErrorOptions) {
    super(failure.code, options)
    this.name = 'StepFailure'
    this.failure = failure
  }
}
