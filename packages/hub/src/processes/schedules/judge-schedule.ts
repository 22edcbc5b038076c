import { maintenanceEnd } from '@coupa-connector/process'
import type { Selectable } from 'kysely'
import type { DeploymentTable, ProcessScheduleTable } from '../../database/process-tables.ts'
import type { NewRun } from '../runs/run-entry.ts'
import { type DueInstants, dueInstants, jitterMs, nextInstant } from './schedule-instants.ts'

/** A schedule that was woken, and its deployment. */
export interface WokenSchedule {
  readonly deployment: Selectable<DeploymentTable>
  readonly schedule: Pick<Selectable<ProcessScheduleTable>, 'id' | 'schedule' | 'next_at'>
}

/** What is to be done about a schedule that was woken. */
export type Judgement =
  | { readonly kind: 'nothing' }
  /** It is looked at again then. */
  | { readonly kind: 'later'; readonly wakeAt: Date }
  | DueSchedule

export interface DueSchedule extends DueInstants {
  readonly kind: 'due'
  /** The instant that comes after those, and when it is looked at; null for a process that follows another. */
  readonly next: { readonly at: Date; readonly wakeAt: Date } | null
}

/** Decides what is to be done about a schedule that was woken; changes nothing. Throws when the schedule cannot be read. */
export function judgeSchedule(
  { deployment, schedule: { schedule, next_at: first } }: WokenSchedule,
  now: Date,
): Judgement {
  // Resuming plans it again.
  if (first === null || deployment.paused_at !== null) return { kind: 'nothing' }
  const { catch_up: policy, catch_up_hours: hours, maintenance } = deployment
  const delayMs = jitterMs({ id: deployment.id, jitterSeconds: deployment.jitter_seconds })
  const delayed = (at: Date): Date => new Date(at.getTime() + delayMs)
  if (delayed(first).getTime() > now.getTime()) return { kind: 'later', wakeAt: delayed(first) }
  const maintained = maintenanceEnd(maintenance, now)
  if (maintained !== undefined) return { kind: 'later', wakeAt: delayed(maintained) }
  if (isFollowing(schedule)) return { kind: 'due', start: [first], skip: [], next: null }
  const until = new Date(now.getTime() - delayMs)
  const instants = dueInstants(schedule, first, until, { policy, hours, maintenance })
  const passed = [...instants.start, ...instants.skip.map(({ at }) => at)]
  const last = new Date(Math.max(...passed.map((at) => at.getTime())))
  const next = nextInstant(schedule, last)
  return { kind: 'due', ...instants, next: next && { at: next, wakeAt: delayed(next) } }
}

/** The run that a schedule starts at an instant. */
export function plannedRun({ deployment, schedule: { id, schedule } }: WokenSchedule, at: Date): NewRun {
  const follows = isFollowing(schedule)
  return {
    deployment,
    kind: 'run',
    trigger: follows ? 'after' : 'schedule',
    requestedBy: { kind: 'system', id: null, name: follows ? 'the process before' : 'the schedule' },
    planned: { schedule: id, at },
  }
}

/** Whether a schedule follows another process, instead of the clock. */
function isFollowing(schedule: Readonly<Record<string, unknown>>): boolean {
  return 'after' in schedule
}
