import type { Kysely } from 'kysely'
import { createId } from '../../basics/create-id.ts'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { insertRuns } from './insert-runs.ts'
import { queueNextRun } from './queue-next-run.ts'
import { entryOf, type NewRun, readOpenRuns } from './run-entry.ts'

export type { NewRun } from './run-entry.ts'

/**
 * Makes a run of a deployment, whose row the caller has locked: queued for its container, or waiting for others of its stream, or
 * skipped with the reason, as the overlap policy says. A run that somebody asked for is refused with `NOT_READY` instead of
 * skipped. Returns its id; undefined when the instant of the schedule has a run already.
 */
export async function createRun(context: HubContext, trx: Kysely<Database>, run: NewRun): Promise<string | undefined> {
  const { deployment } = run
  const { rows, now } = await readOpenRuns(trx, [deployment.id])
  const entry = entryOf(run, rows, now)
  if (entry.state === 'skipped' && run.planned === undefined) {
    throw new HubProblem('NOT_READY', {
      detail: entry.reason,
      suggestion: 'Follow the run that is under way, or cancel it.',
    })
  }
  const [id] = await insertRuns(trx, [{ id: createId(), run, entry }])
  if (id !== undefined && entry.isFirst === true) await queueNextRun(context, trx, deployment.id)
  return id
}

/** Notes an instant of a schedule at which nothing runs, and why. */
export async function skipInstant(trx: Kysely<Database>, run: NewRun, reason: string): Promise<void> {
  await insertRuns(trx, [{ id: createId(), run, entry: { state: 'skipped', reason } }])
}
