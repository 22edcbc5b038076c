import { type Kysely, type RawBuilder, sql } from 'kysely'
import { finishedSchemasKept } from '../../connections/settings/keep-finished-schemas.ts'
import { finishedTestsNoted } from '../../connections/settings/note-finished-tests.ts'
import type { Database } from '../../database/schema.ts'
import { tellTopic } from '../../database/topics.ts'
import { jobLimits } from '../job/job-limits.ts'
import { toStoredJson } from '../job/job-view.ts'

/** What came of a job. */
export interface JobEnd {
  readonly job: string
  /** The lease that it ends. A job that was leased again meanwhile is left alone. */
  readonly attempt: number
  readonly kind: 'test' | 'operation'
  readonly outcome: string
  readonly title: string
  readonly report: object | null
  readonly result: object | null
  /** Told with the end; as many are kept as a job may have. */
  readonly events?: readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[] | undefined
}

/**
 * Finishes jobs, notes tests on their connections, keeps schemas that were read, and tells whoever waits, in one statement however many they are: no
 * transaction is needed around it. Only those are finished that are not yet, that have the attempt, and that meet the
 * condition, which speaks of the row as `job`. Returns the ids of those that it finished.
 */
export async function finishJobs(
  executor: Kysely<Database>,
  ends: readonly JobEnd[],
  condition: RawBuilder<unknown>,
): Promise<Set<string>> {
  if (ends.length === 0) return new Set()
  const given = toStoredJson(ends)
  const { rows } = await sql<{ id: string }>`
    with given as (
      select * from json_to_recordset(${given}::json)
        as each (job uuid, attempt integer, kind text, outcome text, title text, report jsonb, result json,
          events jsonb)
    ),
    -- In one order, so that two who finish the same jobs never wait for each other.
    held as (
      select job.id, least(
        jsonb_array_length(coalesce(given.events, '[]')),
        greatest(0, ${jobLimits.maxEvents}::integer - job.event_count)
      ) as told
      from job join given on given.job = job.id
      where job.state <> 'finished' and job.attempt = given.attempt and job.kind = given.kind and ${condition}
      order by job.id for update of job
    ),
    finished as (
      update job set state = 'finished', outcome = given.outcome, title = given.title, report = given.report,
        -- What was read of a schema is kept once, with the connection.
        result = case when job.request->'operation'->>'action' = 'read-schema'
          then (given.result::jsonb - 'schema')::json else given.result end,
        lease_expires_at = null, finished_at = hub_now(), event_count = job.event_count + held.told + 1
      from held join given on given.job = held.id
      where job.id = held.id
      returning job.*, held.told, given.events
    ),
    noted as (
      insert into job_event (job_id, sequence, at, type, data)
      select id, event_count - told - 1 + each.place, finished_at, each.value->>'type', each.value->'data'
      from finished, jsonb_array_elements(events) with ordinality as each (value, place) where each.place <= told
      union all
      select id, event_count, finished_at, 'finished', jsonb_build_object('outcome', outcome, 'title', title) from finished
    ),
    ${finishedTestsNoted},
    ${finishedSchemasKept}
    select id,
      (select count(${tellTopic(sql`topic`)}) from (
        select 'job-changed:' || id from finished
        union all
        select 'job-finished:' || id from finished
        union all
        -- What was kept back by a limit may run now.
        select 'jobs-waiting:' || freed.container_id from (select distinct container_id from finished) as freed
        where exists (select from job as next where next.container_id = freed.container_id and next.state = 'queued')
      ) as news (topic)) as told
    from finished`.execute(executor)
  return new Set(rows.map(({ id }) => id))
}
