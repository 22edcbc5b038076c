import type { Job, JobEvent } from '@coupa-connector/protocol'
import type { OpenHub } from '../hub-session/open-hub.ts'

/** How long one answer of the hub may wait for news. */
const waitMs = 25_000

/** Reports every event of a job as it arrives and resolves with the finished job. */
export async function waitForJob(
  { client, account }: OpenHub,
  job: string,
  { signal, onEvent }: { readonly signal: AbortSignal; readonly onEvent?: (event: JobEvent) => Promise<void> },
): Promise<Job> {
  const params = { account: account.id, job }
  let after = 0
  for (;;) {
    const { body } = await client.call('job.events', { params, query: { after, waitMs }, signal })
    for (const event of body.items) {
      after = event.sequence
      await onEvent?.(event)
    }
    if (body.isFinished) return (await client.call('job.get', { params, signal })).body
  }
}

/** Asks the hub to cancel a job when the user interrupts the program, and waits only briefly for the answer. */
export async function withCancel<Result>(
  { client, account }: OpenHub,
  job: string,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (signal.aborted) {
      const params = { account: account.id, job }
      await client.call('job.cancel', { params, signal: AbortSignal.timeout(3000) }).catch(() => {})
    }
    throw error
  }
}
