import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from './schema.ts'

/** The one channel of LISTEN and NOTIFY; the payload names the topic. */
export const topicsChannel = 'coupa_connector'

/**
 * What something happened to. `jobs-waiting` is followed by a container's id, `job-changed` and `job-finished` by a job's, `run-changed` by a run's:
 * who waits for the end does not look at each event on the way.
 */
export type Topic =
  | `jobs-waiting:${string}`
  | `job-changed:${string}`
  | `job-finished:${string}`
  | `run-changed:${string}`
  | `token-lock:${string}`

/**
 * News between the hubs that share a database. News may be lost when a connection breaks, and may arrive twice, so whoever
 * waits also looks again after a while.
 */
export interface Topics {
  /** Tells all hubs once the transaction of the executor is committed. */
  publish(executor: Kysely<Database>, topics: readonly Topic[]): Promise<void>
  /** Calls the listener at each piece of news; returns how to stop. */
  subscribe(topic: Topic, listener: () => void): () => void
}

/** A call that publishes a topic from within a statement, which saves a statement of its own. */
export function tellTopic(topic: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`pg_notify(${topicsChannel}, ${topic})`
}

/** Topics of one hub: `deliver` is called with each payload that arrives. */
export function createTopics(): Topics & { deliver(payload: string): void; deliverAll(): void } {
  const listeners = new Map<string, Set<() => void>>()
  return {
    publish: async (executor, topics) => {
      if (topics.length === 0) return
      const unique = [...new Set(topics)]
      await sql`select pg_notify(${topicsChannel}, topic) from unnest(array[${sql.join(unique)}]::text[]) as topic`.execute(
        executor,
      )
    },
    subscribe: (topic, listener) => {
      const those = listeners.get(topic) ?? new Set()
      listeners.set(topic, those.add(listener))
      return () => {
        those.delete(listener)
        if (those.size === 0 && listeners.get(topic) === those) listeners.delete(topic)
      }
    },
    deliver: (payload) => {
      for (const listener of [...(listeners.get(payload) ?? [])]) listener()
    },
    // After a gap in listening anything may have happened.
    deliverAll: () => {
      for (const those of [...listeners.values()]) for (const listener of [...those]) listener()
    },
  }
}
