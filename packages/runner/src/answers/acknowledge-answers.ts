import type { Connection } from '@coupa-connector/connector'
import type { Definition } from '@coupa-connector/process'
import { exportedFlagOf } from '../coupa/exported-flag.ts'
import { checkOrganization } from '../coupa/organization-fingerprint.ts'
import { attempt, type Failure } from '../report/attempt.ts'
import { countRequests } from '../run/run-context.ts'
import type { RecordMapper, StepName } from '../run/run-options.ts'
import { addCounts, type Counters, noCounts } from '../state/counters.ts'
import type { ProcessState } from '../state/process-state.ts'
import { acknowledgeDelivered } from '../steps/acknowledge/acknowledge-delivered.ts'

export interface AcknowledgeAnswersOptions {
  readonly definition: Definition
  readonly connection: Connection
  /** For this call alone, as for a run. */
  readonly state: ProcessState
  readonly mapper: RecordMapper
  readonly signal?: AbortSignal | undefined
  readonly onStep?: ((step: StepName) => void | Promise<void>) | undefined
  /** Called with the counts so far whenever they change. */
  readonly onProgress?: ((counters: Counters) => void) | undefined
}

/** What Coupa was told of. */
export interface AnswersAcknowledged extends Pick<Counters, 'acknowledged' | 'changedMeanwhile' | 'requests'> {
  /** Records that Coupa did not take. They are kept as failures. */
  readonly failed: number
  /** What ended it before all were told. The next call goes on. */
  readonly failure?: Failure | undefined
}

/**
 * Steps 7 and 8 between two runs: marks what the consumer accepted, looks again, and writes back. Delivers nothing. Whoever is
 * killed in it leaves the rest to the next call, or to the next run. Failures of single records are kept in
 * the state. Throws only faults of this program.
 */
export async function acknowledgeAnswers(options: AcknowledgeAnswersOptions): Promise<AnswersAcknowledged> {
  const { definition, connection, state, signal } = options
  const resource = connection.resource<string>(definition.source.resource)
  const before = countRequests(connection)
  let counters = noCounts
  let failed = 0
  const { failure } = await attempt(signal, async () => {
    if ((await state.unsettled({ after: undefined, limit: 1 })).length === 0) return
    await checkOrganization(connection, resource, state, signal)
    await acknowledgeDelivered(
      {
        ...options,
        resource,
        run: undefined,
        flag: exportedFlagOf(resource.description),
        takeRequests: () => ({ requests: 0 }),
        counted: (counts) => {
          counters = addCounts(counters, counts)
          options.onProgress?.(counters)
        },
        failed: (count) => {
          failed += count
        },
      },
      { signal },
    )
  })
  const { acknowledged, changedMeanwhile } = counters
  const requests = countRequests(connection) - before
  return { acknowledged, changedMeanwhile, failed, requests, ...(failure && { failure }) }
}
