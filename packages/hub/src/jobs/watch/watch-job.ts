import type { Job, JobEvent } from '@coupa-connector/protocol'
import type { HubContext } from '../../context/hub-context.ts'
import type { Topic } from '../../database/topics.ts'
import { jobLimits } from '../job/job-limits.ts'
import { readEvents, readJob } from '../job/read-jobs.ts'
import { listenForNews } from './wait-for-news.ts'

/** The job once it is finished, or as it is after the time. Throws `NOT_FOUND`. */
export async function waitForFinish(
  context: HubContext,
  account: string,
  id: string,
  waitMs: number,
  signal: AbortSignal,
): Promise<Job> {
  return await waitUntil(
    context,
    `job-finished:${id}`,
    waitMs,
    signal,
    () => readJob(context.db, account, id),
    ({ state }) => state === 'finished',
  )
}

/** The events after a number, once there are any or none can follow, or after the time. Throws `NOT_FOUND`. */
export async function waitForEvents(
  context: HubContext,
  account: string,
  id: string,
  { after, waitMs }: { readonly after: number; readonly waitMs: number },
  signal: AbortSignal,
): Promise<{ items: JobEvent[]; isFinished: boolean }> {
  return await waitUntil(
    context,
    `job-changed:${id}`,
    waitMs,
    signal,
    () => readEvents(context.db, account, id, after),
    ({ items, isFinished }) => items.length > 0 || isFinished,
  )
}

/** The events after a number as they happen, until the job is finished. Ends early when the signal aborts. */
export async function* streamEvents(
  context: HubContext,
  account: string,
  id: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  using news = listenForNews(context, [`job-changed:${id}`])
  let last = after
  while (!signal.aborted) {
    const { items, isFinished } = await readEvents(context.db, account, id, last)
    for (const event of items) {
      yield event
      last = event.sequence
    }
    if (isFinished) return
    await news.next(jobLimits.recheckMs, signal)
  }
}

async function waitUntil<Found>(
  context: HubContext,
  topic: Topic,
  waitMs: number,
  signal: AbortSignal,
  look: () => Promise<Found>,
  isEnough: (found: Found) => boolean,
): Promise<Found> {
  const untilMs = context.clock.monotonicMs() + waitMs
  using news = listenForNews(context, [topic])
  for (;;) {
    const found = await look()
    const leftMs = untilMs - context.clock.monotonicMs()
    if (isEnough(found) || leftMs <= 0 || signal.aborted) return found
    await news.next(Math.min(leftMs, jobLimits.recheckMs), signal)
  }
}
