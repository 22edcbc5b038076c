import type { Connection, ResourceClient } from '@coupa-connector/connector'
import { createLabeler, createPayloadMaker, type Labeler, type PayloadMaker } from '@coupa-connector/process'
import type { ExportedFlag } from '../coupa/exported-flag.ts'
import { addCounts, type Counters, noCounts } from '../state/counters.ts'
import type { RunInHand } from '../state/run-record.ts'
import type { ProcessRunOptions } from './run-options.ts'

/** What the steps of a run share. */
export interface RunContext extends ProcessRunOptions {
  readonly run: RunInHand
  readonly resource: ResourceClient
  /** Present where the process acknowledges. */
  readonly flag: ExportedFlag | undefined
  /** What is kept of a record that is set aside. */
  readonly payloadOf: PayloadMaker
  /** The number by which people know a record. */
  readonly labelOf: Labeler
  /** Requests to Coupa since the last time somebody asked. */
  takeRequests(): Pick<Counters, 'requests'>
  /** Tells the progress. */
  counted(counts: Partial<Counters>): void
  /** Told how many records could not be acknowledged or written back. */
  failed(count: number): void
  /** How many these are, of this attempt. */
  failures(): number
  /** The counts of the run so far, attempts before this one included. */
  counters(): Counters
  /** In a back-fill: a sequence number before all reading. What has a higher one was delivered beside it. */
  readonly readsSince: number | undefined
  /** In a back-fill: records that have to be read and delivered again, because a run beside it delivered them. */
  readonly again: Set<string>
  /** The number that the next batch of this run is going to have. */
  comingBatchNumber(): number
  /** A number for the next batch of this run; it has to be kept in the state. */
  nextBatchNumber(): number
}

/** Puts together what the steps of a run share. */
export function createRunContext(
  options: ProcessRunOptions,
  {
    run,
    resource,
    flag,
    readsSince,
    requestsBefore,
  }: Pick<RunContext, 'run' | 'resource' | 'flag' | 'readsSince'> & { readonly requestsBefore: number },
): RunContext {
  let counted = requestsBefore
  let counters = run.counters
  let batchNumber = run.nextBatch
  let failed = 0
  return {
    ...options,
    run,
    resource,
    flag,
    readsSince,
    payloadOf: createPayloadMaker(options.definition, options.mapper.shape),
    labelOf: createLabeler(options.definition),
    again: new Set(run.position.again),
    takeRequests: () => {
      const sent = countRequests(options.connection)
      const requests = sent - counted
      counted = sent
      return { requests }
    },
    counted: (counts) => {
      counters = addCounts(counters, { ...noCounts, ...counts })
      options.onProgress?.(counters)
    },
    failed: (count) => {
      failed += count
    },
    failures: () => failed,
    counters: () => counters,
    comingBatchNumber: () => batchNumber,
    nextBatchNumber: () => batchNumber++,
  }
}

/** Requests that a connection has sent to the API so far, repeats included. */
export function countRequests(connection: Connection): number {
  const { calls, retries } = connection.counters()
  return calls + retries
}
