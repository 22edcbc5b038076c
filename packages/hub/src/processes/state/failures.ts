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
}

/** More open failures than these end the run: something general is wrong. */
const mostOpen = 100_000

/** Keeps records that were set aside. One that was set aside before is open again. */
export async function keepFailures(
  { trx, deployment, run }: DeploymentState & { readonly run: string | undefined },
  failures: readonly GivenFailure[],
): Promise<void> {
  if (failures.length === 0) return
  await sql`
    insert into process_failure as kept (deployment_id, record_id, stage, class, code, message, field, state, attempts,
      first_seen_at, last_seen_at, run, first_run)
    select ${deployment}::uuid, id, stage, class, code, message, field, 'open', 1, hub_now(), hub_now(),
      coalesce(run, ${run ?? null}::text), coalesce(run, ${run ?? null}::text)
    from jsonb_to_recordset(${JSON.stringify(failures)}::jsonb)
      as given (id text, stage text, class text, code text, message text, field text, run text)
    on conflict (deployment_id, record_id) do update set stage = excluded.stage, class = excluded.class,
      code = excluded.code, message = excluded.message, field = excluded.field, state = 'open',
      attempts = kept.attempts + 1, last_seen_at = hub_now(), run = excluded.run,
      first_run = case when kept.state = 'open' then coalesce(kept.first_run, kept.run) else excluded.run end,
      fixed_in = null, reason = null`.execute(trx)
  await refuseTooMany(trx, deployment)
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
  const { rows } = await sql`
    update process_failure set state = 'fixed', fixed_in = ${run}::text
    where deployment_id = ${deployment}::uuid and state = 'open' and not (stage = 'answer' and ${exceptAnswered}::boolean)
      and record_id in (select value from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
    returning record_id`.execute(trx)
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
