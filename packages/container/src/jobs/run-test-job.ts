import type { TestEvent } from '@coupa-connector/connector'
import { runTest } from '@coupa-connector/connector/internals'
import { type Clock, createUndiciTransport } from '@coupa-connector/connector/plugins'
import { type JobEnvelope, type NodeEvent, type TestReport, toStorable } from '@coupa-connector/protocol'
import type { NetworkOptions } from '../connections/connection-pool.ts'
import { stopReasonOf } from './job-stop.ts'
import { createStriker } from './strike-secrets.ts'

export interface RunTestJobOptions {
  readonly network: NetworkOptions
  readonly clock: Clock
  /** Aborts with a `JobStop`. */
  readonly signal: AbortSignal
  readonly onEvent: (event: NodeEvent) => void
}

/** Kept for handing the report in before the hub's own deadline. */
const handInMs = 1000
/** A test ends within this, whatever the hub says. */
const longestMs = 90_000

/**
 * Tests settings with a token and connections of their own. Never rejects. Returns undefined when the job was stopped for any
 * reason but a cancellation; another node may run it then.
 */
export async function runTestJob(
  job: Extract<JobEnvelope, { kind: 'test' }>,
  { network, clock, signal, onEvent }: RunTestJobOptions,
): Promise<TestReport | undefined> {
  const strike = createStriker(job.settings)
  const addressGuard = job.publicAddressesOnly ? 'public-only' : 'off'
  const { report } = runTest(
    { input: job.settings },
    {
      createTransport: () => createUndiciTransport({ ...network, addressGuard }),
      probes: job.probes,
      clock,
      signal,
      container: job.containerName,
      deadlineMs: Math.max(1, Math.min(longestMs, job.remainingMs - Math.min(handInMs, job.remainingMs / 10))),
      onEvent: (event) => {
        const reported = toNodeEvent(event)
        if (reported) onEvent(toStorable(strike(reported)))
      },
    },
  )
  const found = await report
  const reason = stopReasonOf(signal)
  if (found.outcome === 'CANCELLED' && reason !== 'cancelled' && reason !== undefined) return undefined
  // The same data; the schema's type knows nothing of read-only lists.
  return toStorable(strike(found)) as unknown as TestReport
}

/** The end of a test is told by its report. */
function toNodeEvent(event: TestEvent): NodeEvent | undefined {
  switch (event.type) {
    case 'stage-started':
      return { type: event.type, at: event.at, data: { stage: event.stage } }
    case 'stage-finished':
      return { type: event.type, at: event.at, data: { stage: { ...event.stage } } }
    case 'finished':
      return undefined
  }
}
