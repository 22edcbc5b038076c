import type { Job } from '@coupa-connector/protocol'
import { client } from '../api/client.ts'
import { randomId } from '../api/random-id.ts'

/** A job to start and to wait for. */
export interface JobToRun {
  readonly account: string
  /** Asks the hub for it. The key makes the same request, sent again, the same job. */
  readonly ask: (idempotencyKey: string) => Promise<Job>
}

export interface RunJobOptions extends JobToRun {
  /** Cancels the job; the promise then resolves with the job as it ended. */
  readonly signal: AbortSignal
  /** Told whenever more is known of the job. */
  readonly onProgress: (job: Job) => void
}

const waitMs = 20_000

/**
 * Starts a job and resolves with it when it is finished, whatever came of it. Throws `ProblemError` when the hub refuses to
 * start it, and the signal's reason when it aborts before the job is there.
 */
export async function runJob({ account, ask, signal, onProgress }: RunJobOptions): Promise<Job> {
  let job = await ask(randomId())
  const params = { account, job: job.id }
  const cancel = (): void => {
    // A job that is finished meanwhile stays as it is.
    client.call('job.cancel', { params }).then(({ body }) => onProgress(body), ignore)
  }
  if (signal.aborted) cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    while (job.state !== 'finished') {
      onProgress(job)
      // The answer comes at once when the job is finished. While the job waits for a node, news is wanted sooner.
      const wait = job.state === 'queued' ? 1000 : waitMs
      job = (await client.call('job.get', { params, query: { waitMs: wait } })).body
    }
    return job
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

function ignore(): void {}
