import type { Actor, Job } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { type AuditEntry, toAuditRow } from '../../audit/record-audit.ts'
import { createId } from '../../basics/create-id.ts'
import type { ResolvedSettings } from '../../connections/settings/resolve-settings.ts'
import type { ResolvedContainer } from '../../containers/directory/resolve-container.ts'
import { hubNow, hubNowPlus } from '../../database/hub-now.ts'
import type { StoredJobRequest } from '../../database/job-tables.ts'
import type { Database } from '../../database/schema.ts'
import { tellTopic } from '../../database/topics.ts'
import type { JobEnd } from '../end/finish-jobs.ts'
import { jobLimits } from '../job/job-limits.ts'
import { jobColumns, toJob, toStoredJson } from '../job/job-view.ts'

/** The form of a connection that is not saved yet. */
export interface TestedDraft {
  readonly id: string
  readonly name: string
}

/** A job to be made, and the end that it has at once when no node could run it. */
export interface NewJob {
  readonly account: string
  readonly request: StoredJobRequest
  readonly settings: ResolvedSettings
  readonly container: ResolvedContainer | undefined
  readonly matrix: string | null
  readonly draft?: TestedDraft | undefined
  readonly requestedBy: Actor
  readonly correlationId: string
  readonly deadlineMs: number
  readonly end: Pick<JobEnd, 'outcome' | 'title' | 'report' | 'result'> | undefined
}

/**
 * Makes jobs and their first events, writes them into the audit log, and tells of them, in one statement however many they
 * are. Returns them in order.
 */
export async function insertJobs(
  executor: Kysely<Database>,
  jobs: readonly NewJob[],
  audit: (jobs: readonly { readonly id: string }[]) => AuditEntry,
): Promise<Job[]> {
  const rows = jobs.map((job) => ({ id: createId(), job }))
  if (rows.length === 0) return []
  const events = rows.flatMap(({ id, job: { container, end } }) => [
    event(id, 1, 'queued', { container: container?.name ?? null }),
    ...(end ? [event(id, 2, 'finished', { outcome: end.outcome, title: end.title })] : []),
  ])
  const created = await executor
    .with('created', (create) =>
      create
        .insertInto('job')
        .values(rows.map(({ id, job }) => toRow(id, job)))
        .returning(jobColumns),
    )
    .with('noted', (create) => create.insertInto('job_event').values(events))
    .with('audited', (create) => create.insertInto('audit').values(toAuditRow(audit(rows))))
    .selectFrom('created')
    .selectAll()
    .select(
      sql`(select count(${tellTopic(sql`'jobs-waiting:' || waiting.container_id`)}) from (
        select distinct container_id from created where state = 'queued' and container_id is not null) as waiting)`.as(
        'told',
      ),
    )
    .execute()
  const byId = new Map(created.map((row) => [row.id, toJob(row)]))
  return rows.flatMap(({ id }) => byId.get(id) ?? [])
}

function toRow(id: string, { settings, container, end, ...job }: NewJob) {
  return {
    account_id: job.account,
    id,
    kind: job.request.kind,
    container_id: container?.containerId ?? null,
    attachment_id: container?.attachmentId ?? null,
    container_name: container?.name ?? '',
    container_kind: container?.kind ?? '',
    connection_id: settings.connection?.id ?? null,
    connection_name: settings.connection?.name ?? (job.draft?.name || null),
    connection_revision: settings.connection?.revision ?? null,
    fingerprint: settings.fingerprint,
    matrix_id: job.matrix,
    draft_id: job.draft?.id ?? null,
    requested_by: JSON.stringify(job.requestedBy),
    request: toStoredJson(job.request),
    organization: settings.check.organization ?? '',
    state: end ? ('finished' as const) : ('queued' as const),
    outcome: end?.outcome ?? null,
    title: end?.title ?? null,
    report: end?.report ? toStoredJson(end.report) : null,
    result: end?.result ? toStoredJson(end.result) : null,
    event_count: end ? 2 : 1,
    pickup_deadline_at: hubNowPlus(Math.min(jobLimits.pickupMs, job.deadlineMs)),
    deadline_at: hubNowPlus(job.deadlineMs),
    queued_at: hubNow(),
    finished_at: end ? hubNow() : null,
    correlation_id: job.correlationId,
  }
}

function event(job: string, sequence: number, type: string, data: Record<string, unknown>) {
  return { job_id: job, sequence, at: hubNow(), type, data: JSON.stringify(data) }
}
