import { type Kysely, type Selectable, sql } from 'kysely'
import type { ProcessFailureTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'
import type { DeploymentState, HeldRunState } from './held-run.ts'

/** A record that was set aside, as the runner tells of it. */
export interface GivenFailure {
  readonly id: string
  readonly stage: string
  readonly class: string
  readonly code: string
  readonly message: string
  readonly field?: string | undefined
  /** The run that delivered the record, where it is not the one at hand. */
  readonly run?: string | undefined
  /** The number by which people know the record. */
  readonly label?: string | undefined
  /** The record itself, without what is sensitive. */
  readonly payload?: unknown
}

/** More open failures than these end the run: something general is wrong. */
const mostOpen = 100_000
/** Records that are kept with their failures, of one deployment. */
const mostPayloads = 10_000

/** Keeps records that were set aside. One that was set aside before is open again. */
export async function keepFailures(
  { trx, deployment, run }: DeploymentState & { readonly run: string | undefined },
  failures: readonly GivenFailure[],
): Promise<void> {
  if (failures.length === 0) return
  const given = failures.map(({ payload: _, ...failure }) => failure)
  await sql`
    insert into process_failure as kept (deployment_id, record_id, stage, class, code, message, field, state, attempts,
      first_seen_at, last_seen_at, run, first_run, label)
    select ${deployment}::uuid, id, stage, class, code, message, field, 'open', 1, hub_now(), hub_now(),
      coalesce(run, ${run ?? null}::text), coalesce(run, ${run ?? null}::text), label
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as given (id text, stage text, class text, code text, message text, field text, run text, label text)
    on conflict (deployment_id, record_id) do update set stage = excluded.stage, class = excluded.class,
      code = excluded.code, message = excluded.message, field = excluded.field, state = 'open',
      attempts = kept.attempts + 1, last_seen_at = hub_now(), run = excluded.run,
      first_run = case when kept.state = 'open' then coalesce(kept.first_run, kept.run) else excluded.run end,
      fixed_in = null, reason = null, label = coalesce(excluded.label, kept.label)`.execute(trx)
  await keepPayloads({ trx, deployment }, failures)
  await refuseTooMany(trx, deployment)
}

/** What is kept is always of the failure as it is now. */
async function keepPayloads(state: DeploymentState, failures: readonly GivenFailure[]): Promise<void> {
  const { trx, deployment } = state
  await forgetPayloads(
    state,
    failures.map(({ id }) => id),
  )
  const given = failures.flatMap(({ id, payload }) => (payload === undefined ? [] : [{ id, payload }]))
  if (given.length === 0) return
  await sql`
    insert into process_failure_payload (deployment_id, record_id, payload, kept_at)
    select ${deployment}::uuid, id, payload, hub_now()
    from json_to_recordset(${JSON.stringify(given)}::json) as given (id text, payload json)
    limit greatest(0, ${mostPayloads}::bigint - (select count(*) from process_failure_payload
      where deployment_id = ${deployment}::uuid))
    on conflict (deployment_id, record_id) do update set payload = excluded.payload, kept_at = excluded.kept_at`.execute(
    trx,
  )
}

async function forgetPayloads({ trx, deployment }: DeploymentState, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    delete from process_failure_payload where deployment_id = ${deployment}::uuid
      and record_id in (select value from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`.execute(trx)
}

/**
 * Notes that records which were set aside are in order now; by choice without those that the consumer refused. Answers with how
 * many there were.
 */
export async function fixFailure(
  { trx, deployment, run }: HeldRunState,
  ids: readonly string[],
  { exceptAnswered = false }: { readonly exceptAnswered?: boolean } = {},
): Promise<number> {
  if (ids.length === 0) return 0
  const { rows } = await sql<{ record_id: string }>`
    update process_failure set state = 'fixed', fixed_in = ${run}::text
    where deployment_id = ${deployment}::uuid and state = 'open' and not (stage = 'answer' and ${exceptAnswered}::boolean)
      and record_id in (select value from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
    returning record_id`.execute(trx)
  await forgetPayloads(
    { trx, deployment },
    rows.map(({ record_id }) => record_id),
  )
  return rows.length
}

/** Those of the records that are set aside. */
export async function openFailures(
  { trx, deployment }: HeldRunState,
  { ids }: { readonly ids: readonly string[] },
): Promise<readonly unknown[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Selectable<ProcessFailureTable>>`
    select * from process_failure
    where deployment_id = ${deployment}::uuid and state = 'open'
      and record_id in (select value from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`.execute(trx)
  return rows.map(({ record_id, stage, class: kind, code, message, field, state, attempts, run, ...row }) => ({
    ...{ id: record_id, stage, class: kind, code, message, state, attempts, run },
    ...(field === null ? {} : { field }),
    firstSeenMs: row.first_seen_at.getTime(),
    lastSeenMs: row.last_seen_at.getTime(),
  }))
}

async function refuseTooMany(trx: Kysely<Database>, deployment: string): Promise<void> {
  const { rows } = await sql<{ open: number }>`
    select count(*) as open from process_failure
    where deployment_id = ${deployment}::uuid and state = 'open'`.execute(trx)
  if ((rows[0]?.open ?? 0) <= mostOpen) return
  throw new TypeError(`The deployment has more than ${mostOpen} records that were set aside`)
}
