import type { NetworkError } from '../errors/network-error.ts'
import type { Transport } from '../http/transport/transport.ts'
import { detailsOf } from './answer-details.ts'
import { type Conclusion, composeReport } from './compose-report.ts'
import { createStageRecorder, type StageRecorder, toCoreStage } from './report/stages.ts'
import { createSecretStriker, type SecretStriker } from './report/strike-secrets.ts'
import type { TestDetails, TestEvent, TestReport, TestWarning } from './report/test-report.ts'
import { type Findings, runStages } from './run-stages.ts'
import type { SettingsSource } from './steps/settings-step.ts'
import { StepFailure, type TestContext } from './steps/test-context.ts'
import { createTimeBudget, TimeLimitReached } from './steps/time-budget.ts'
import type { SettledTestOptions } from './test-options.ts'

/** Reserved before the deadline for closing connections and for the surrounding program to finish. */
const closingShare = 0.03

/** Runs one test from its first event to its last and builds the report. Never rejects. */
export async function conductTest(source: SettingsSource, options: SettledTestOptions): Promise<TestReport> {
  const { clock, signal, deadlineMs } = options
  const startedMs = clock.monotonicMs()
  const startedAt = new Date(clock.now()).toISOString()
  const striker = createSecretStriker()
  const emit = (event: TestEvent) => options.emit(striker.data(event))
  const timestamp = () => new Date(clock.now()).toISOString()
  const recorder = createStageRecorder({
    clock,
    onStarted: (stage) => emit({ type: 'stage-started', stage, at: timestamp() }),
    onFinished: (stage) => emit({ type: 'stage-finished', stage, at: timestamp() }),
  })
  const findings: Findings = { unknownProbes: [], probes: [] }
  const session = createContext(options, { recorder, striker })

  let conclusion: Conclusion
  try {
    await runStages({ source, probes: options.probes, loadCatalog: options.loadCatalog, findings }, session.context)
    conclusion = { failure: undefined, stage: 'classify' }
  } catch (error) {
    const failure = outcomeOf(error, { signal, striker, stage: toCoreStage(recorder.current) })
    conclusion = { failure, stage: endStage(recorder, failure) }
  }
  await session.close(Math.max(0, startedMs + deadlineMs - clock.monotonicMs()) / 2)

  const report = striker.data(
    composeReport({
      conclusion,
      findings,
      stages: recorder.reports(),
      warnings: session.context.warnings,
      details: session.details(),
      container: options.container,
      startedAt,
      durationMs: Math.round(clock.monotonicMs() - startedMs),
    }),
  )
  emit({ type: 'finished', report })
  return report
}

interface TestSession {
  readonly context: TestContext
  readonly details: () => TestDetails
  /** Closes the transports, waiting no longer than `limitMs`. */
  close(limitMs: number): Promise<void>
}

function createContext(
  { clock, signal, deadlineMs, timeouts, format, createTransport }: SettledTestOptions,
  { recorder, striker }: { recorder: StageRecorder; striker: SecretStriker },
): TestSession {
  const budget = createTimeBudget({ clock, totalMs: deadlineMs * (1 - closingShare), signal })
  const transports: Transport[] = []
  const warnings: TestWarning[] = []
  let details: TestDetails = {}
  let rateWaitLeftMs = timeouts.rateLimitWaitMs

  const context: TestContext = {
    clock,
    budget,
    timeouts,
    format,
    recorder,
    striker,
    warnings,
    openTransport: () => {
      const transport = createTransport()
      transports.push(transport)
      return transport
    },
    warn: (code, message) => {
      // Both parties are often one host. The warning then appears once, and both stages are marked.
      if (!warnings.some((warning) => warning.message === message)) warnings.push({ code, message })
      recorder.warn(message)
    },
    waitForRate: async (askedMs, attempt) => {
      const waitMs = Math.max(askedMs ?? 1000 * 2 ** (attempt - 1), 100)
      if (waitMs > rateWaitLeftMs || waitMs >= budget.remainingMs()) return false
      rateWaitLeftMs -= waitMs
      await budget.run(waitMs + 1000, (stop) => clock.sleep(waitMs, stop))
      return true
    },
    noteAnswer: (answer, requestUrl, attempts) => {
      details = { ...detailsOf(answer, { requestUrl, striker, nowMs: clock.now() }), attempts }
    },
    noteNetwork: ({ details: { failure, evidence } }: NetworkError) => {
      details = { networkFailure: failure, ...(evidence ? { network: evidence } : {}) }
    },
  }
  return {
    context,
    details: () => details,
    close: async (limitMs) => {
      const closed = Promise.allSettled(transports.map(async (transport) => transport.close()))
      const over = new AbortController()
      await Promise.race([closed, clock.sleep(Math.min(limitMs, 2000), over.signal)])
      over.abort(new Error('closed'))
    },
  }
}

/** Every way a run can break off has an outcome. */
function outcomeOf(
  error: unknown,
  { signal, striker, stage }: { signal: AbortSignal | undefined; striker: SecretStriker; stage: Conclusion['stage'] },
): NonNullable<Conclusion['failure']> {
  if (signal?.aborted) return { code: 'CANCELLED', stage, facts: {} }
  if (error instanceof StepFailure) return error.failure
  if (error instanceof TimeLimitReached) {
    const isToken = stage.startsWith('token-') || stage === 'scope-check'
    return {
      code: isToken ? 'TOKEN_TIMEOUT' : 'SERVICE_TIMEOUT',
      stage,
      facts: { waitedMs: error.waitedMs, hungWhile: 'answering' },
    }
  }
  const reason = error instanceof Error ? striker.text(`${error.name}: ${error.message}`).slice(0, 300) : undefined
  return { code: 'INTERNAL_ERROR', stage, facts: { reason } }
}

/** Ends the stage that failed. When that one has already ended, the current stage fails instead. */
function endStage(recorder: StageRecorder, { code, stage }: NonNullable<Conclusion['failure']>): Conclusion['stage'] {
  const failed = recorder.isFinished(stage) ? recorder.current : stage
  if (!recorder.isOpen(failed) && !recorder.isFinished(failed)) recorder.begin(failed)
  if (recorder.isOpen(failed)) recorder.end('failed', code)
  return recorder.isFinished(stage) ? stage : toCoreStage(failed)
}
