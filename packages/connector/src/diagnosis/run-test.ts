import { createUndiciTransport } from '../http/transport/undici-transport.ts'
import { systemClock } from '../runtime/clock.ts'
import { conductTest } from './conduct-test.ts'
import { createEventLog } from './event-log.ts'
import type { TestEvent, TestReport } from './report/test-report.ts'
import type { StagesOptions } from './run-stages.ts'
import type { SettingsSource } from './steps/settings-step.ts'
import { checkTestOptions, type TestOptions, withDefaultTimeouts } from './test-options.ts'

/** A test that is under way. */
export interface TestRun extends AsyncIterable<TestEvent> {
  /** Always resolves: a test that fails has a report, not an error. */
  readonly report: Promise<TestReport>
}

/**
 * Tests connection settings stage by stage: are they well-formed, is a token granted with its scopes, is
 * the service reached and are Tax Codes readable. Always with a fresh token, on connections of its own.
 *
 * The run starts at once. Iterating it gives every event from the first; leaving the loop does not stop the test, the
 * signal does. Throws `TypeError` for wrong use, and nothing else.
 */
export function runTest(source: SettingsSource, options: TestOptions = {}): TestRun {
  const {
    clock = systemClock,
    probes = [],
    format = 'json',
    deadlineMs = 90_000,
    loadCatalog = importCatalog,
  } = options
  const { createTransport = () => createUndiciTransport() } = options
  checkTestOptions(source, options, deadlineMs)
  const events = createEventLog<TestEvent>()
  const report = conductTest(source, {
    ...options,
    createTransport,
    clock,
    probes,
    format,
    deadlineMs,
    loadCatalog,
    timeouts: withDefaultTimeouts(options.timeouts),
    emit: (event) => {
      events.add(event)
      try {
        options.onEvent?.(event)
      } catch {
        // A listener's fault is the listener's.
      }
    },
  }).finally(() => events.close())
  return { report, [Symbol.asyncIterator]: () => events[Symbol.asyncIterator]() }
}

/** Loaded when a deeper probe needs it, so that a plain test does not pay for the catalog. */
async function importCatalog(): ReturnType<StagesOptions['loadCatalog']> {
  const { describe } = await import('@coupa-connector/catalog')
  return describe
}
