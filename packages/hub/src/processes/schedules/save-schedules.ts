import { isDeepStrictEqual } from 'node:util'
import { parseSchedule, ScheduleError } from '@coupa-connector/process'
import type { Kysely } from 'kysely'
import { createId } from '../../basics/create-id.ts'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { jitterMs, nextInstant, readNow } from './schedule-instants.ts'

type StoredSchedule = Readonly<Record<string, unknown>>

/** Checks schedules as people write them. Throws `SETTINGS_INVALID` with all that is wrong. */
export function checkSchedules(schedules: readonly unknown[]): void {
  const fields = schedules.flatMap((schedule, place) => {
    try {
      parseSchedule(schedule)
      return []
    } catch (error) {
      if (!(error instanceof ScheduleError)) throw error
      return error.problems.map(({ path, message, suggestion }) => ({
        field: `body.schedules.${place}${path === '' ? '' : `.${path}`}`,
        message: `${path === '' ? 'The schedule' : path} ${message}.`,
        ...(suggestion === undefined ? {} : { suggestion }),
      }))
    }
  })
  if (fields.length === 0) return
  throw new HubProblem('SETTINGS_INVALID', {
    detail: fields.map(({ message }) => message).join(' '),
    suggestion: fields.find(({ suggestion }) => suggestion !== undefined)?.suggestion,
    fields,
  })
}

/** Stores the schedules of a deployment and plans them. One that stays keeps its next instant. */
export async function saveSchedules(
  context: HubContext,
  trx: Kysely<Database>,
  deployment: {
    readonly account: string
    readonly id: string
    readonly jitterSeconds: number
    readonly isPaused: boolean
  },
  schedules: readonly StoredSchedule[],
): Promise<void> {
  const before = await trx
    .selectFrom('process_schedule')
    .selectAll()
    .where('deployment_id', '=', deployment.id)
    .forUpdate()
    .execute()
  const kept = before.filter((row) => schedules.some((schedule) => isDeepStrictEqual(schedule, row.schedule)))
  const dropped = before.filter((row) => !kept.includes(row)).map(({ id }) => id)
  if (dropped.length > 0) await trx.deleteFrom('process_schedule').where('id', 'in', dropped).execute()
  const now = await readNow(trx)
  const added = schedules.filter((schedule) => !kept.some((row) => isDeepStrictEqual(schedule, row.schedule)))
  const rows = added.map((schedule) => ({
    account_id: deployment.account,
    id: createId(),
    deployment_id: deployment.id,
    schedule: JSON.stringify(schedule),
    next_at: nextInstant(schedule, now),
  }))
  if (rows.length > 0) await trx.insertInto('process_schedule').values(rows).execute()
  if (!deployment.isPaused) await planSchedules(context, trx, deployment)
}

/** Plans the schedules of a deployment; instants that have passed meanwhile are made up for once, as it says. */
export async function planSchedules(
  { runEngine }: HubContext,
  trx: Kysely<Database>,
  deployment: { readonly id: string; readonly jitterSeconds: number },
): Promise<void> {
  const rows = await trx
    .selectFrom('process_schedule')
    .select(['id', 'next_at'])
    .where('deployment_id', '=', deployment.id)
    .execute()
  const delayMs = jitterMs(deployment)
  for (const { id, next_at } of rows) {
    if (next_at !== null) await runEngine.plan(trx, id, new Date(next_at.getTime() + delayMs))
  }
}
