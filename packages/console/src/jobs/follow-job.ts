import { type Client, type JobEvent, ProblemError } from '@coupa-connector/protocol'

/** What following a job needs of the world. */
export interface FollowOptions {
  readonly client: Pick<Client, 'call' | 'stream'>
  readonly account: string
  readonly job: string
  readonly signal: AbortSignal
  /** Called when the stream delivers nothing and the events are polled instead. */
  readonly onPolling?: (() => void) | undefined
  /**
   * How long the stream may stay without its first event. Every job has one from the beginning, so that a stream without
   * any is held back by something in between. Default: 4 s.
   */
  readonly firstEventMs?: number | undefined
  /** Default: a timer; resolves early when the signal aborts. */
  readonly sleep?: ((durationMs: number, signal: AbortSignal) => Promise<void>) | undefined
}

/** Answers that say that it is only for now. */
const passingStatuses = new Set([429, 500, 502, 503, 504])
const pauseMs = 2000
const waitMs = 20_000

/**
 * The events of a job, each once and in order, until it is finished. They arrive by the stream or, where that does not work, by
 * polling. Outages are waited out. Throws permanent refusals of the hub, such as a job that does not exist. Ends when the
 * signal aborts.
 */
export async function* followJob(options: FollowOptions): AsyncGenerator<JobEvent> {
  let last = 0
  try {
    for await (const event of streamed(options)) {
      last = event.sequence
      yield event
      if (event.type === 'finished') return
    }
  } catch (error) {
    if (options.signal.aborted) return
    if (isFinal(error)) throw error
  }
  if (options.signal.aborted) return
  options.onPolling?.()
  yield* asked(options, last)
}

async function* streamed({
  client,
  account,
  job,
  signal,
  firstEventMs = 4000,
  sleep = pause,
}: FollowOptions): AsyncGenerator<JobEvent> {
  const heldBack = new AbortController()
  const hasBegun = new AbortController()
  const either = AbortSignal.any([signal, heldBack.signal])
  const limit = sleep(firstEventMs, AbortSignal.any([signal, hasBegun.signal])).then(() => {
    if (!hasBegun.signal.aborted) heldBack.abort(new Error('The stream gave nothing.'))
  })
  try {
    for await (const event of client.stream('job.stream', { params: { account, job }, query: {}, signal: either })) {
      hasBegun.abort()
      yield event
    }
  } finally {
    hasBegun.abort()
    await limit
  }
}

async function* asked({ client, account, job, signal, sleep = pause }: FollowOptions, from: number) {
  let after = from
  while (!signal.aborted) {
    try {
      const { body } = await client.call('job.events', { params: { account, job }, query: { after, waitMs }, signal })
      for (const event of body.items) {
        after = event.sequence
        yield event
      }
      if (body.isFinished) return
    } catch (error) {
      if (signal.aborted) return
      if (isFinal(error)) throw error
      await sleep(pauseMs, signal)
    }
  }
}

function isFinal(error: unknown): boolean {
  return error instanceof ProblemError && !passingStatuses.has(error.status)
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, durationMs)
    signal.addEventListener('abort', end)
  })
}
