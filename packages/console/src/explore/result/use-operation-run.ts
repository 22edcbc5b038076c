import type { Operation } from '@coupa-connector/protocol'
import { client } from '../../api/client.ts'
import { type JobRun, useJobRun } from '../../jobs/use-job-run.ts'

export interface RunTarget {
  readonly account: string
  readonly connection: string
  readonly container: string
  readonly operation: Operation
}

/** A run of an operation. */
export interface OperationRun extends Omit<JobRun, 'start'> {
  start(target: RunTarget): void
}

/** Runs operations one at a time. A run that nobody waits for any longer, because the screen was left, is cancelled. */
export function useOperationRun(): OperationRun {
  const run = useJobRun()
  return {
    ...run,
    start: ({ account, connection, container, operation }) =>
      run.start({
        account,
        ask: async (idempotencyKey) =>
          (
            await client.call('operations.start', {
              params: { account, connection },
              body: { container, operation },
              idempotencyKey,
            })
          ).body,
      }),
  }
}
