import type { Actor, RunParameters, RunStream } from '@coupa-connector/protocol'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { DeploymentTable, ProcessRunTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'
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

/** How a run comes into the table. */
export type RunEntry =
  | { readonly state: 'skipped'; readonly reason: string; readonly isFirst?: false }
  | {
      readonly state: 'waiting'
      /** Nothing of its deployment is in its way. */
      readonly isFirst: boolean
      /** The run that is asked to end for it. */
      readonly cancels?: string
    }

/** A run of a deployment that is not over. */
export type OpenRun = Pick<
  Selectable<ProcessRunTable>,
  'id' | 'deployment_id' | 'stream' | 'state' | 'kind' | 'trigger'
>

/** Reads the runs of deployments that are not over, and the time. */
export async function readOpenRuns(
  trx: Kysely<Database>,
  deployments: readonly string[],
): Promise<{ readonly rows: readonly OpenRun[]; readonly now: Date | undefined }> {
  const rows = await trx
    .selectFrom('process_run')
    .select(['id', 'deployment_id', 'stream', 'state', 'kind', 'trigger'])
    .select(sql<Date>`hub_now()`.as('now'))
    .where(sql<boolean>`deployment_id = any(${deployments}::uuid[])`)
    .where('state', 'in', ['waiting', 'queued', 'running'])
    .execute()
  return { rows, now: rows[0]?.now }
}

/** Decides how a run comes into the table, from the runs of its deployment that are not over. */
export function entryOf(run: NewRun, open: readonly OpenRun[], now: Date | undefined): RunEntry {
  const { deployment } = run
  const { active, waiting, isTelling } = othersOf(run, open, now)
  if (active === undefined && waiting === 0 && !isTelling) return { state: 'waiting', isFirst: true }
  const isAlwaysQueued = run.isQueuedAlways === true || run.kind === 'answers'
  const refusal = isAlwaysQueued ? undefined : reasonAgainst(deployment.overlap, active, waiting)
  if (refusal !== undefined) return { state: 'skipped', reason: refusal }
  const isCancelling = deployment.overlap === 'cancel-running' && active !== undefined && run.kind !== 'answers'
  return { state: 'waiting', isFirst: false, ...(isCancelling ? { cancels: active.id } : {}) }
}

interface OtherRuns {
  readonly active: { readonly id: string } | undefined
  readonly waiting: number
  /** Whether a run tells Coupa of answers, or is about to. It is short, and others wait for it whatever the overlap policy. */
  readonly isTelling: boolean
}

function othersOf(
  { deployment, trigger, stream = 'main' }: NewRun,
  open: readonly OpenRun[],
  now: Date | undefined,
): OtherRuns {
  const rows = open.filter((row) => row.deployment_id === deployment.id && row.stream === stream)
  const isHeld = now !== undefined && holdOf(deployment, now) !== undefined
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
