import type { Job, ResponseOf, Routes } from '@coupa-connector/protocol'
import type { Selectable } from 'kysely'
import type { JobTable } from '../../database/job-tables.ts'

type JobRow = Selectable<JobTable>
type SummaryColumn =
  | 'id'
  | 'kind'
  | 'state'
  | 'outcome'
  | 'title'
  | 'connection_id'
  | 'connection_name'
  | 'connection_revision'
  | 'container_id'
  | 'attachment_id'
  | 'container_name'
  | 'container_kind'
  | 'node_id'
  | 'node_name'
  | 'requested_by'
  | 'queued_at'
  | 'started_at'
  | 'finished_at'
  | 'attempt'
  | 'cancel_requested_at'
  | 'fingerprint'
  | 'matrix_id'
export type JobSummary = ResponseOf<Routes['jobs.list']>['items'][number]

/** What a list needs of a job; reports and results stay in their rows. */
export const summaryColumns: readonly SummaryColumn[] = [
  'id',
  'kind',
  'state',
  'outcome',
  'title',
  'connection_id',
  'connection_name',
  'connection_revision',
  'container_id',
  'attachment_id',
  'container_name',
  'container_kind',
  'node_id',
  'node_name',
  'requested_by',
  'queued_at',
  'started_at',
  'finished_at',
  'attempt',
  'cancel_requested_at',
  'fingerprint',
  'matrix_id',
]

/** What the view of one job needs. */
export const jobColumns: readonly (SummaryColumn | 'request' | 'report' | 'result')[] = [
  ...summaryColumns,
  'request',
  'report',
  'result',
]

/** A job as the API shows it. */
export function toJob(
  row: Pick<JobRow, SummaryColumn | 'request' | 'report' | 'result'> & { readonly node_last_heard_at?: Date | null },
): Job {
  const common = commonOf(row)
  const lastHeardAt = row.node_last_heard_at?.toISOString()
  return {
    ...common,
    node: common.node && lastHeardAt !== undefined ? { ...common.node, lastHeardAt } : common.node,
    operation: row.request.kind === 'operation' ? (row.request.operation as Job['operation']) : null,
    report: row.report as Job['report'],
    result: row.result as Job['result'],
  }
}

/** A job as lists show it. */
export function toJobSummary(row: Pick<JobRow, SummaryColumn> & { readonly is_current: boolean | null }): JobSummary {
  return {
    ...commonOf(row),
    title: row.title ?? (row.state === 'queued' ? 'Waiting' : 'Running'),
    durationMs:
      row.finished_at === null ? null : row.finished_at.getTime() - (row.started_at ?? row.queued_at).getTime(),
    isCurrent: row.is_current,
  }
}

function commonOf(row: Pick<JobRow, SummaryColumn>): Omit<Job, 'operation' | 'report' | 'result'> {
  const { connection_id, connection_name, connection_revision, node_id, node_name } = row
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    outcome: row.outcome,
    connection:
      connection_id === null
        ? null
        : { id: connection_id, name: connection_name ?? '', revision: connection_revision ?? 0 },
    draftName: connection_id === null ? connection_name : null,
    container: { id: row.attachment_id ?? row.container_id, name: row.container_name, kind: row.container_kind },
    node: node_id === null ? null : { id: node_id, name: node_name ?? '' },
    requestedBy: row.requested_by,
    queuedAt: row.queued_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    attempt: row.attempt,
    cancelRequestedAt: row.cancel_requested_at?.toISOString() ?? null,
    fingerprint: row.fingerprint,
    matrix: row.matrix_id,
  }
}

/**
 * JSON text that PostgreSQL keeps as `jsonb`: it takes neither the character 0 nor half a surrogate pair, which answers of
 * foreign servers may hold. Each becomes the replacement character U+FFFD.
 */
export function toStoredJson(value: unknown): string {
  return JSON.stringify(value).replace(unstorable, '$1\\ufffd')
}

/** `JSON.stringify` writes exactly these as escapes; an even number of backslashes before them belongs to the text. */
const unstorable = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi
