import type { Format } from '../format/coupa-record.ts'
import type { Transport } from '../http/transport/transport.ts'
import type { Clock } from '../runtime/clock.ts'
import type { TestEvent } from './report/test-report.ts'
import type { StagesOptions } from './run-stages.ts'
import type { SettingsSource } from './steps/settings-step.ts'
import { defaultTestTimeouts, type TestContext, type TestTimeouts } from './steps/test-context.ts'

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
  readonly format?: Format | undefined
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

type Given = 'signal' | 'container'
type Settled = 'createTransport' | 'clock' | 'probes' | 'format' | 'deadlineMs' | 'loadCatalog'

/** The options of a test with their defaults filled in. */
export type SettledTestOptions = Pick<TestOptions, Given> & {
  readonly [Name in Settled]: NonNullable<TestOptions[Name]>
} & {
  readonly timeouts: TestContext['timeouts']
  readonly emit: (event: TestEvent) => void
}

/** The time limits of a test with their defaults filled in. */
export function withDefaultTimeouts(timeouts: Partial<TestTimeouts> = {}): TestTimeouts {
  const given = Object.fromEntries(Object.entries(timeouts).filter(([, value]) => value !== undefined))
  return { ...defaultTestTimeouts, ...given }
}

/** Throws `TypeError` for the first option that cannot be used. */
export function checkTestOptions(
  source: SettingsSource,
  { createTransport, probes, timeouts = {}, format }: TestOptions,
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
  if (format !== undefined && format !== 'json' && format !== 'xml') throw new TypeError('`format` must be json or xml')
}
