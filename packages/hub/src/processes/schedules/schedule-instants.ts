import { createHash } from 'node:crypto'
import { type MaintenanceWindow, maintenanceEnd } from '@coupa-connector/process'
import { type Kysely, sql } from 'kysely'
import type { DeploymentTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'
import { runLimits } from '../runs/run-limits.ts'
import { rememberedInstants } from './remembered-instants.ts'

/** The time by which schedules are kept: that of the database. */
export async function readNow(trx: Kysely<Database>): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select hub_now() as now`.execute(trx)
  const [row] = rows
  if (!row) throw new TypeError('The database does not tell the time')
  return row.now
}

/** The next instant of a stored schedule; null where it follows another process. */
export function nextInstant(schedule: Readonly<Record<string, unknown>>, after: Date): Date | null {
  return rememberedInstants(schedule, { after, count: 1 })[0] ?? null
}

/** By how much the starts of a deployment are put off: always the same, and different for each. */
export function jitterMs({ id, jitterSeconds }: { readonly id: string; readonly jitterSeconds: number }): number {
  const part = createHash('sha256').update(id).digest().readUInt32BE(0) / 2 ** 32
  return Math.floor(part * jitterSeconds * 1000)
}

/** What becomes of the instants of a schedule that have passed. */
export interface DueInstants {
  readonly start: readonly Date[]
  readonly skip: readonly { readonly at: Date; readonly reason: string }[]
}

export interface CatchUp {
  readonly policy: DeploymentTable['catch_up']
  readonly hours: number
  /** Instants in maintenance are put off to its end, and are no older than that. Default: none. */
  readonly maintenance?: readonly MaintenanceWindow[] | undefined
}

/**
 * Decides what becomes of the instants from the first that has not run up to now. Usually it is one, which runs. Those that were
 * missed, because no hub was there or the deployment was paused or in maintenance, run as the policy says: `one` run for all, `all`, or `none`.
 */
export function dueInstants(
  schedule: Readonly<Record<string, unknown>>,
  first: Date,
  now: Date,
  { policy, hours, maintenance = [] }: CatchUp,
): DueInstants {
  const all = instantsUpTo(schedule, first, now)
  const last = all.at(-1) ?? first
  const isLate = (at: Date): boolean => now.getTime() - at.getTime() > runLimits.lateMs
  const isTooOld = (at: Date): boolean =>
    now.getTime() - (maintenanceEnd(maintenance, at) ?? at).getTime() > hours * 3_600_000
  const start: Date[] = []
  const skip: { at: Date; reason: string }[] = []
  for (const at of all) {
    if (!isLate(at) && at === last) start.push(at)
    else if (policy === 'none') skip.push({ at, reason: 'It was missed, and missed instants are not made up for.' })
    else if (isTooOld(at)) skip.push({ at, reason: `It was missed by more than ${hours} hours.` })
    else if (policy === 'one' && at !== last) {
      skip.push({ at, reason: `It was missed; the run of ${last.toISOString()} makes up for it.` })
    } else start.push(at)
  }
  return { start, skip }
}

/** The first instant, and those after it up to now: the last ones, where they are more than anybody reads. */
function instantsUpTo(schedule: Readonly<Record<string, unknown>>, first: Date, now: Date): readonly Date[] {
  const instants = [first]
  let count = 2
  for (let after = first; ; ) {
    const next = rememberedInstants(schedule, { after, count })
    const passed = next.filter((at) => at.getTime() <= now.getTime())
    instants.push(...passed)
    const last = passed.at(-1)
    if (last === undefined || passed.length < next.length) return instants
    if (instants.length > runLimits.maxMissedInstants) {
      // A schedule of every minute after a month.
      instants.splice(1, instants.length - runLimits.maxMissedInstants)
    }
    after = last
    count = Math.min(count * 2, 500)
  }
}
