import { testOutcomes } from '@coupa-connector/connector/internals'
import type { Clock, Log } from '@coupa-connector/connector/plugins'
import type { Completion } from '@coupa-connector/protocol'
import type { HubLink } from '../hub/hub-link.ts'
import { isRefusedForGood, type NodeClient } from '../hub/node-client.ts'
import { createOwnReport } from './own-report.ts'

export interface CompletionQueueOptions {
  readonly client: Pick<NodeClient, 'call'>
  readonly link: HubLink
  readonly clock: Clock
  readonly log: Log
  /** Told of failures that may pass, and of a refused credential. */
  readonly onFailure: (error: unknown) => void
  /** Told when the hub has a completion, or will never take it. */
  readonly onSettled: (completion: Completion) => void
}

/**
 * Hands in the results of jobs in the order in which they ended. While the hub is away it keeps them: a lease that was renewed
 * when the hub is back still belongs to the node. It gives up those that the hub refuses, and those whose job expired long ago.
 */
export interface CompletionQueue {
  /** `uselessAtMs` is the monotonic time from which the hub no longer accepts it. */
  add(completion: Completion, uselessAtMs: number): void
  /** The hub said that the job is no longer the node's. */
  drop(job: string): void
  /** Resolves when nothing is left. */
  drained(): Promise<void>
  /** Stops handing in. */
  stop(): void
}

/** At most as many as the hub takes at once, and fewer bytes than it takes. */
const maxCompletions = 100
const maxBytes = 8 * 1024 * 1024

interface Waiting {
  completion: Completion
  readonly uselessAtMs: number
  bytes: number
  /** What may be tried when the hub refuses it, the next first. */
  readonly instead: ((completion: Completion) => Completion)[]
}

export function createCompletionQueue({
  client,
  link,
  clock,
  log,
  onFailure,
  onSettled,
}: CompletionQueueOptions): CompletionQueue {
  const waiting: Waiting[] = []
  const stopping = new AbortController()
  let handingIn: Promise<void> | undefined

  return {
    add: (completion, uselessAtMs) => {
      waiting.push({ completion, uselessAtMs, bytes: sizeOf(completion), instead: [withoutDetails, withoutOutcome] })
      handingIn ??= handIn()
    },
    drop: (job) => {
      for (const entry of waiting.filter(({ completion }) => completion.job === job)) settle(entry)
    },
    drained: async () => {
      while (handingIn) await handingIn
    },
    stop: () => stopping.abort(new Error('The node stops')),
  }

  async function handIn(): Promise<void> {
    // What ends in the same turn goes together.
    await Promise.resolve()
    let failures = 0
    let size = maxCompletions
    while (waiting.length > 0 && !stopping.signal.aborted) {
      dropUseless()
      const batch = nextBatch(size)
      const outcome = await attempt(batch)
      if (outcome === 'failed') await link.pauseAfter(++failures, stopping.signal).catch(() => {})
      else {
        if (failures > 0) link.answered()
        failures = 0
      }
      // Which of them the hub does not take shows when they go one by one.
      size = outcome === 'refused' && batch.length > 1 ? 1 : maxCompletions
      if (outcome === 'refused' && batch.length === 1) reduce(batch[0])
    }
    handingIn = undefined
  }

  async function attempt(batch: readonly Waiting[]): Promise<'sent' | 'refused' | 'failed'> {
    if (batch.length === 0) return 'sent'
    try {
      await send(batch)
      return 'sent'
    } catch (error) {
      if (isRefusedForGood(error)) {
        log.error({ reason: error.message, count: batch.length }, 'The hub does not take what came of jobs')
        return 'refused'
      }
      if (!stopping.signal.aborted) onFailure(error)
      return 'failed'
    }
  }

  async function send(batch: readonly Waiting[]): Promise<void> {
    const body = { completions: batch.map(({ completion }) => completion) }
    const { accepted } = await client.call('node.complete', { body }, { signal: stopping.signal, limitMs: 30_000 })
    for (const entry of batch) {
      const { job, attempt, outcome } = entry.completion
      if (!accepted.includes(job)) {
        log.warn(
          { job, attempt, outcome },
          'The hub did not take the end of a job: it is not held by this node any more',
        )
      }
      settle(entry)
    }
  }

  function nextBatch(size: number): Waiting[] {
    const batch: Waiting[] = []
    let bytes = 0
    for (const entry of waiting) {
      bytes += entry.bytes
      if (batch.length === size || (batch.length > 0 && bytes > maxBytes)) break
      // The hub takes one completion of a job at a time.
      if (batch.some(({ completion }) => completion.job === entry.completion.job)) break
      batch.push(entry)
    }
    return batch
  }

  function dropUseless(): void {
    const nowMs = clock.monotonicMs()
    for (const entry of waiting.filter(({ uselessAtMs }) => uselessAtMs <= nowMs)) {
      const { job, outcome } = entry.completion
      log.error({ job, outcome }, 'The end of a job could not be handed in before it was too late')
      settle(entry)
    }
  }

  /** A job has to end, even when what it found cannot be told. */
  function reduce(entry: Waiting | undefined): void {
    if (!entry) return
    const next = entry.instead.shift()
    if (!next) {
      settle(entry)
      return
    }
    entry.completion = next(entry.completion)
    entry.bytes = sizeOf(entry.completion)
  }

  function settle(entry: Waiting): void {
    const index = waiting.indexOf(entry)
    if (index < 0) return
    waiting.splice(index, 1)
    onSettled(entry.completion)
  }
}

const notTaken = 'The hub did not take the details that the container found.'
const remedy = 'Update the hub and the container to the same version.'
/** More than any message of ours has. */
const maxTextLength = 2000

/** The same outcome without the details. What Coupa has done stays done, and is never told as failed. */
function withoutDetails({ job, attempt, outcome, report, result }: Completion): Completion {
  if (report) {
    const { stage, title, message, remedy, retry, startedAt, durationMs } = report
    const words = { title: short(title), message: noted(message), remedy: short(remedy) }
    return {
      job,
      attempt,
      outcome,
      report: createOwnReport({ outcome, stage, ...words, retry, startedAt, durationMs }),
    }
  }
  const { durationMs = 0, error } = result ?? {}
  const message = noted(result?.message ?? '')
  const reduced = error && { code: error.code, message, suggestion: remedy, isRetryable: error.isRetryable }
  const isTruncated = result?.records !== undefined
  return {
    job,
    attempt,
    outcome,
    result: { outcome, message, ...(isTruncated && { isTruncated }), ...(reduced && { error: reduced }), durationMs },
  }
}

/** For a hub that does not know the outcome of a test. The outcome of an operation is any text. */
function withoutOutcome(completion: Completion): Completion {
  const { job, attempt, report } = completion
  if (!report) return completion
  const { stage, startedAt, durationMs } = report
  const outcome = 'INTERNAL_ERROR'
  const { title, retry } = testOutcomes[outcome]
  const message = `${notTaken} Their versions may not match.`
  const own = createOwnReport({ outcome, stage, title, message, remedy, retry, startedAt, durationMs })
  return { job, attempt, outcome, report: own }
}

function short(text: string): string {
  return text.slice(0, maxTextLength).toWellFormed()
}

function noted(message: string): string {
  return `${short(message)} ${notTaken}`.trim()
}

function sizeOf(completion: Completion): number {
  return Buffer.byteLength(JSON.stringify(completion))
}
