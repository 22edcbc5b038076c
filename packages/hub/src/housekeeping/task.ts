import type { HubContext } from '../hub-context.ts'

/** Something that a hub does by itself again and again. With several hubs on one database, one at a time does it. */
export interface HousekeepingTask {
  /** `expire-sessions`; names the task in logs and metrics. */
  readonly name: string
  readonly intervalMs: number
  run(context: HubContext): Promise<void>
}
