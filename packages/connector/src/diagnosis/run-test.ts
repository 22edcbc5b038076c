import type { Wire } from '../format/wire.ts'
import type { Transport } from '../http/transport/transport.ts'
import { createUndiciTransport } from '../http/transport/undici-transport.ts'
import { type Clock, systemClock } from '../runtime/clock.ts'
import { conductTest } from './conduct-test.ts'
import { createEventLog } from './event-log.ts'
import type { TestEvent, TestReport } from './report/test-report.ts'
import type { StagesOptions } from './run-stages.ts'
import type { SettingsSource } from './steps/settings-step.ts'
import { defaultTestTimeouts, type TestTimeouts } from './steps/test-context.ts'

/** How a test runs; everything has a default. */
export interface TestOptions {
  /**
   * Opens a transport without pooled connections, so that connecting can be observed; called once a party, closed at the
   * end. Default: undici's, without a proxy.
   */
  readonly createTransport?: (() => Transport) | undefined
  /** Resources to read one record of besides Tax Codes. Default: none. */
  readonly probes?: readonly string[] | undefined
  /** Default: `json`. */
  readonly wire?: Wire | undefined
  /** Cancels the test: it then ends with the outcome `CANCELLED`. */
  readonly signal?: AbortSignal | undefined
  readonly timeouts?: Partial<TestTimeouts> | undefined
  /** By when the test ends, whatever the other side does. Default: 90 s. */
  readonly deadlineMs?: number | undefined
  /** Told each event as it happens. What it throws is ignored: a listener cannot fail a test. */
  readonly onEvent?: ((event: TestEvent) => void) | undefined
  readonly clock?: Clock | undefined
  /** Name of the container that runs the test, for the messages. */
  readonly container?: string | undefined
  /** Looks resources up by name. Default: the catalog of this release. */
  readonly loadCatalog?: StagesOptions['loadCatalog'] | undefined
}

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
  const { clock = systemClock, probes = [], wire = 'json', deadlineMs = 90_000, loadCatalog = importCatalog } = options
  const { createTransport = () => createUndiciTransport() } = options
  checkUse(source, options, deadlineMs)
  const events = createEventLog<TestEvent>()
  const report = conductTest(source, {
    ...options,
    createTransport,
    clock,
    probes,
    wire,
    deadlineMs,
    loadCatalog,
    timeouts: withDefaults(options.timeouts),
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

/** Loaded when a deeper probe asks for it: a plain test does not pay for the catalog. */
async function importCatalog(): ReturnType<StagesOptions['loadCatalog']> {
  const { describe } = await import('@coupa-connector/catalog')
  return describe
}

function withDefaults(timeouts: Partial<TestTimeouts> = {}): TestTimeouts {
  const given = Object.fromEntries(Object.entries(timeouts).filter(([, value]) => value !== undefined))
  return { ...defaultTestTimeouts, ...given }
}

function checkUse(
  source: SettingsSource,
  { createTransport, probes, timeouts = {}, wire }: TestOptions,
  deadlineMs: number,
): void {
  if ('input' in source === 'settings' in source) throw new TypeError('Give either `input` or `settings`, not both')
  if (createTransport !== undefined && typeof createTransport !== 'function')
    throw new TypeError('`createTransport` must be a function that returns a transport')
  if (!(deadlineMs > 0 && deadlineMs < 2 ** 31)) {
    throw new TypeError(`\`deadlineMs\` is ${String(deadlineMs)}: give a positive number of milliseconds`)
  }
  for (const [name, value] of Object.entries(timeouts)) {
    if (value !== undefined && !(value >= 0 && value < 2 ** 31)) {
      throw new TypeError(`\`timeouts.${name}\` is ${String(value)}: give a number of milliseconds`)
    }
  }
  if (probes !== undefined && !(Array.isArray(probes) && probes.every((name) => typeof name === 'string'))) {
    throw new TypeError('`probes` must be a list of resource names')
  }
  if (wire !== undefined && wire !== 'json' && wire !== 'xml') throw new TypeError('`wire` must be json or xml')
}
