import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'

/** A run that waits for a node. */
export interface QueuedRun {
  readonly run: string
  readonly account: string
  /** The container that runs it. */
  readonly container: string
}

/** A run that a node was given, and which try that is. */
export interface EngineAttempt {
  readonly run: string
  readonly engineAttempt: number
}

/** A schedule, and when it is woken. */
export interface WantedSchedule {
  readonly id: string
  readonly at: Date
  /** Woken anew, even if the engine has it: that should have happened long ago. */
  readonly isOverdue?: boolean
}

/**
 * Delivers runs to containers and wakes schedules. It holds nothing that the tables of processes do not: `reconcile` makes it
 * anew. Calls with a transaction take part in it.
 */
export interface RunEngine {
  /** Wakes a schedule at a moment, instead of when it would have been woken. */
  plan(trx: Kysely<Database>, schedule: string, at: Date): Promise<void>
  /** Plans many schedules, with as few statements as one where none of them is planned. Each may be named once. */
  planAll(trx: Kysely<Database>, schedules: readonly WantedSchedule[]): Promise<void>
  /** Offers a run to the nodes of a container. */
  start(trx: Kysely<Database>, run: QueuedRun): Promise<void>
  /** Offers many runs, with as few statements for each container as one. */
  startAll(trx: Kysely<Database>, runs: readonly QueuedRun[]): Promise<void>
  /** Takes runs for a node, each account in turn first. The caller has locked the container. */
  claim(trx: Kysely<Database>, container: string, room: number): Promise<readonly EngineAttempt[]>
  /** Keeps runs with their node. Answers with those that are no longer its own. */
  beat(container: string, attempts: readonly EngineAttempt[]): Promise<readonly string[]>
  /** Offers a run again: its node gave it back. */
  release(trx: Kysely<Database>, container: string, attempt: EngineAttempt): Promise<void>
  /** Forgets a run that has ended. */
  end(trx: Kysely<Database>, container: string, run: string): Promise<void>
  /** Offers runs again whose nodes were not heard of for too long. */
  recover(containers: readonly string[]): Promise<void>
  /** Calls the listener with each schedule that is due, until the engine is closed. */
  onDue(listener: (schedules: readonly string[]) => Promise<void>): Promise<void>
  /** Makes anew what the engine should hold and does not: after a restore, or when its tables were dropped. */
  reconcile(wanted: {
    readonly runs: readonly QueuedRun[]
    readonly schedules: readonly WantedSchedule[]
  }): Promise<void>
  close(): Promise<void>
}
