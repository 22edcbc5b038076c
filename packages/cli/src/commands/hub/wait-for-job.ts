import type { Job, JobEvent } from '@coupa-connector/protocol'
import type { OpenHub } from './open-hub.ts'

/** How long one answer of the hub may wait for news. */
const waitMs = 25_000

/** Tells every event of a job as it comes and resolves with the finished job. */
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

/** Asks to cancel a job when the person asks the program to end; an answer is not waited for long. */
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
