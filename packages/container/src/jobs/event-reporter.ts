import type { Clock } from '@coupa-connector/connector/plugins'
import type { NodeEvent } from '@coupa-connector/protocol'

export interface EventReporterOptions {
  /** Sends events; what it throws ends with the events. */
  readonly send: (events: readonly NodeEvent[]) => Promise<void>
  readonly clock: Clock
  /** Told of events that could not be told. */
  readonly onFailure: (error: unknown) => void
  /** How long events are collected before they are sent together. Default: 50 ms, too short for a person to notice. */
  readonly gatherMs?: number | undefined
}

/** Tells the hub what happens in one job: in order, a few events at a time, and without ever failing the job. */
export interface EventReporter {
  add(event: NodeEvent): void
  /** Stops sending. Returns the remaining events once those under way have arrived, or after `limitMs`. */
  finish(limitMs: number): Promise<NodeEvent[]>
}

/** The hub takes no more at once. */
const maxEvents = 100

export function createEventReporter({ send, clock, onFailure, gatherMs = 50 }: EventReporterOptions): EventReporter {
  const waiting: NodeEvent[] = []
  const hurry = new AbortController()
  let sending: Promise<void> | undefined

  return {
    add: (event) => {
      if (hurry.signal.aborted) return
      waiting.push(event)
      sending ??= sendAll()
    },
    finish: async (limitMs) => {
      hurry.abort()
      if (sending) {
        const over = new AbortController()
        const limit = clock.sleep(limitMs, over.signal).catch(() => {})
        await Promise.race([sending, limit])
        over.abort()
      }
      return waiting.splice(0, maxEvents)
    },
  }

  async function sendAll(): Promise<void> {
    while (waiting.length > 0) {
      await clock.sleep(gatherMs, hurry.signal).catch(() => {})
      if (hurry.signal.aborted) return
      const events = waiting.splice(0, maxEvents)
      try {
        await send(events)
      } catch (error) {
        onFailure(error)
      }
    }
    // Set at once, not when the promise is seen to have settled: an event in between would wait for the next one.
    sending = undefined
  }
}
