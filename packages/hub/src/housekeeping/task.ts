import type { HubContext } from '../context/hub-context.ts'

/** Something that a hub does by itself again and again. Of several hubs on one database, one at a time does it. */
export type HousekeepingTask = PeriodicTask | RemovalTask

interface NamedTask {
  /** `expire-sessions`; names the task in logs and metrics. */
  readonly name: string
  readonly intervalMs: number
}

/** A task that does the same whatever the database's clock shows, or can repair what it did under a wrong one. */
export interface PeriodicTask extends NamedTask {
  /**
   * Whether it does no harm that two hubs do it at the same time. Its turn is then over after its interval, and need not be given
   * back, which is half of what a task costs that runs every second and finds nothing to do. Default: false.
   */
  readonly mayOverlap?: boolean
  run(context: HubContext): Promise<void>
}

/** A task that deletes by age, which nothing can repair. It waits until the database's clock is steady. */
export interface RemovalTask extends NamedTask {
  /** Ages are counted from `steadyNow` (ISO 8601), never from `hub_now()`, which may leap before the next statement. */
  remove(context: HubContext, steadyNow: string): Promise<void>
}
