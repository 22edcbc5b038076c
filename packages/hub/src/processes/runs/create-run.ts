import type { Actor, RunParameters, RunStream } from '@coupa-connector/protocol'
import { type Kysely, type Selectable, sql } from 'kysely'
import { createId } from '../../basics/create-id.ts'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { DeploymentTable, ProcessRunTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'
import { queueNextRun } from './queue-run.ts'
import { askedFor, holdOf } from './run-obstacles.ts'

/** A run to be made. */
export interface NewRun {
  readonly deployment: Selectable<DeploymentTable>
  readonly kind: ProcessRunTable['kind']
  readonly trigger: ProcessRunTable['trigger']
  readonly requestedBy: Actor
  readonly ids?: readonly number[] | undefined
  readonly limit?: number | undefined
  /** What its kind takes beside. */
  readonly parameters?: RunParameters | undefined
  /** Runs of other streams are not in its way. Default: `main`. */
  readonly stream?: RunStream | undefined
  /** The schedule and its instant. */
  readonly planned?: { readonly schedule: string; readonly at: Date } | undefined
  /** Joins the queue however many wait. */
  readonly isQueuedAlways?: boolean | undefined
}

/**
 * Makes a run of a deployment, whose row the caller has locked: queued for its container, or waiting for others of its stream, or
 * skipped with the reason, as the overlap policy says. A run that somebody asked for is refused with `NOT_READY` instead of
 * skipped. Returns its id; undefined when the instant of the schedule has a run already.
 */
export async function createRun(context: HubContext, trx: Kysely<Database>, run: NewRun): Promise<string | undefined> {
  const { deployment } = run
  const { active, waiting, isTelling } = await readOthers(trx, run)
  if (active === undefined && waiting === 0 && !isTelling) {
    const id = await insertRun(trx, run, { state: 'waiting' })
    if (id !== undefined) await queueNextRun(context, trx, deployment.id)
    return id
  }
  const isAlwaysQueued = run.isQueuedAlways === true || run.kind === 'answers'
  const refusal = isAlwaysQueued ? undefined : reasonAgainst(deployment.overlap, active, waiting)
  if (refusal === undefined) {
    const isOverlapping = active !== undefined && run.kind !== 'answers'
    if (deployment.overlap === 'cancel-running' && isOverlapping) await cancelActive(trx, active.id)
    return await insertRun(trx, run, { state: 'waiting' })
  }
  if (run.planned !== undefined) return await insertRun(trx, run, { state: 'skipped', reason: refusal })
  throw new HubProblem('NOT_READY', {
    detail: refusal,
    suggestion: 'Follow the run that is under way, or cancel it.',
  })
}

/** Notes an instant of a schedule at which nothing runs, and why. */
export async function skipInstant(trx: Kysely<Database>, run: NewRun, reason: string): Promise<void> {
  await insertRun(trx, run, { state: 'skipped', reason })
}

interface OtherRuns {
  readonly active: { readonly id: string } | undefined
  readonly waiting: number
  /** Whether a run tells Coupa of answers, or is about to. It is short, and others wait for it whatever the overlap policy. */
  readonly isTelling: boolean
}

async function readOthers(trx: Kysely<Database>, { deployment, trigger, stream = 'main' }: NewRun): Promise<OtherRuns> {
  const rows = await trx
    .selectFrom('process_run')
    .select(['id', 'state', 'kind', 'trigger'])
    .select(sql<Date>`hub_now()`.as('now'))
    .where('deployment_id', '=', deployment.id)
    .where('stream', '=', stream)
    .where('state', 'in', ['waiting', 'queued', 'running'])
    .execute()
  const [first] = rows
  const isHeld = first !== undefined && holdOf(deployment, first.now) !== undefined
  // What somebody asks for goes ahead of what a pause or maintenance lets wait.
  const isBehind = (other: NewRun['trigger']): boolean =>
    isHeld && askedFor.includes(trigger) && !askedFor.includes(other)
  const others = rows.filter(({ kind }) => kind !== 'answers')
  return {
    active: others.find(({ state }) => state !== 'waiting'),
    waiting: others.filter((row) => row.state === 'waiting' && !isBehind(row.trigger)).length,
    isTelling: others.length < rows.length,
  }
}

function reasonAgainst(
  overlap: DeploymentTable['overlap'],
  active: OtherRuns['active'],
  waiting: number,
): string | undefined {
  if (active !== undefined && overlap === 'skip') return `The run ${active.id} is not over.`
  if (waiting === 0) return undefined
  return active === undefined ? 'Another run is waiting.' : `The run ${active.id} is not over, and another is waiting.`
}

async function cancelActive(trx: Kysely<Database>, id: string): Promise<void> {
  await trx
    .updateTable('process_run')
    .set({ cancel_requested_at: sql<Date>`coalesce(cancel_requested_at, hub_now())` })
    .where('id', '=', id)
    .execute()
}

async function insertRun(
  trx: Kysely<Database>,
  { deployment, kind, stream, trigger, requestedBy, ids, limit, parameters, planned }: NewRun,
  { state, reason }: { readonly state: 'waiting' | 'skipped'; readonly reason?: string },
): Promise<string | undefined> {
  const row = await trx
    .insertInto('process_run')
    .values({
      account_id: deployment.account_id,
      id: createId(),
      deployment_id: deployment.id,
      process_id: deployment.process_id,
      version: deployment.version,
      kind,
      stream: stream ?? 'main',
      trigger,
      requested_by: JSON.stringify(requestedBy),
      request: JSON.stringify({ ids: ids ?? null, limit: limit ?? null, parameters: parameters ?? {} }),
      schedule_id: planned?.schedule ?? null,
      planned_at: planned?.at ?? null,
      state,
      reason: reason ?? null,
      counters: '{}',
      created_at: hubNow(),
      ...(state === 'skipped' ? { ended_at: hubNow() } : {}),
    })
    // Another hub has woken for the same instant.
    .onConflict((conflict) =>
      conflict.columns(['schedule_id', 'planned_at']).where('planned_at', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return row?.id
}
