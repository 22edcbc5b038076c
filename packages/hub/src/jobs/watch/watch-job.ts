import type { Job, JobEvent } from '@coupa-connector/protocol'
import type { HubContext } from '../../context/hub-context.ts'
import type { Topic } from '../../database/topics.ts'
import { jobLimits } from '../job/job-limits.ts'
import { readEvents, readJob } from '../job/read-jobs.ts'
import { listenForNews } from './wait-for-news.ts'

/** Who waits for news of a job. */
export interface Watcher {
  readonly account: string
  /** Ends the wait when it aborts. */
  readonly signal: AbortSignal
  /** Throws when the watcher may no longer see the job. Called at each look, since a right may end meanwhile. */
  readonly recheck: () => Promise<void>
}

/** The job once it is finished, or as it is after the time. Throws `NOT_FOUND`. */
export async function waitForFinish(context: HubContext, watcher: Watcher, id: string, waitMs: number): Promise<Job> {
  return await waitUntil(context, watcher, {
    topic: `job-finished:${id}`,
    waitMs,
    look: () => readJob(context.db, watcher.account, id),
    isEnough: ({ state }) => state === 'finished',
  })
}

/** The events after a number, once there are any or none can follow, or after the time. Throws `NOT_FOUND`. */
export async function waitForEvents(
  context: HubContext,
  watcher: Watcher,
  id: string,
  { after, waitMs }: { readonly after: number; readonly waitMs: number },
): Promise<{ items: JobEvent[]; isFinished: boolean }> {
  return await waitUntil(context, watcher, {
    topic: `job-changed:${id}`,
    waitMs,
    look: () => readEvents(context.db, watcher.account, id, after),
    isEnough: ({ items, isFinished }) => items.length > 0 || isFinished,
  })
}

/** The events after a number as they happen, until the job is finished. Ends early when the signal aborts. */
export async function* streamEvents(
  context: HubContext,
  { account, signal, recheck }: Watcher,
  id: string,
  after: number,
): AsyncGenerator<JobEvent> {
  using news = listenForNews(context, [`job-changed:${id}`])
  let last = after
  for (;;) {
    const { items, isFinished } = await readEvents(context.db, account, id, last)
    for (const event of items) {
      yield event
      last = event.sequence
    }
    if (isFinished) return
    await news.next(jobLimits.recheckMs, signal)
    if (signal.aborted) return
    await recheck()
  }
}

interface Search<Found> {
  /** The news that makes another look worthwhile. */
  readonly topic: Topic
  readonly waitMs: number
  readonly look: () => Promise<Found>
  readonly isEnough: (found: Found) => boolean
}

/** Looks again at each news, until it has found enough or the time is over. */
async function waitUntil<Found>(
  context: HubContext,
  { signal, recheck }: Watcher,
  { topic, waitMs, look, isEnough }: Search<Found>,
): Promise<Found> {
  const untilMs = context.clock.monotonicMs() + waitMs
  using news = listenForNews(context, [topic])
  for (;;) {
    const found = await look()
    const leftMs = untilMs - context.clock.monotonicMs()
    if (isEnough(found) || leftMs <= 0 || signal.aborted) return found
    await news.next(Math.min(leftMs, jobLimits.recheckMs), signal)
    if (!signal.aborted) await recheck()
  }
}
