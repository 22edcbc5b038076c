import type { Client, Job } from '@coupa-connector/protocol'

/** Most that the hub lets a request wait. */
const waitMs = 25_000

/** Waits for the end of a job that was started for an agent. When the agent gives up, the job is cancelled. */
export async function waitForJob(client: Client, account: string, job: Job, signal: AbortSignal): Promise<Job> {
  let current = job
  try {
    while (current.state !== 'finished') {
      const params = { account, job: job.id }
      current = (await client.call('job.get', { params, query: { waitMs }, signal })).body
    }
    return current
  } catch (error) {
    if (signal.aborted) await client.call('job.cancel', { params: { account, job: job.id } }).catch(() => undefined)
    throw error
  }
}
