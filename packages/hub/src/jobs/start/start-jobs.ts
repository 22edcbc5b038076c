import type { Actor, CheckedSettings, Job } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import type { AuditEntry } from '../../audit/record-audit.ts'
import { HubProblem } from '../../basics/problem.ts'
import type { ResolvedSettings } from '../../connections/settings/resolve-settings.ts'
import {
  type ResolvedContainer,
  resolveContainer,
  resolveContainers,
} from '../../containers/directory/resolve-container.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { StoredJobRequest } from '../../database/job-tables.ts'
import type { Database } from '../../database/schema.ts'
import { endByHub } from '../end/end-by-hub.ts'
import { areQuarantined } from '../queue/node-losses.ts'
import { canRunTests, chooseContainer, decideOutcome, type QueueLength, type Undertaking } from './decide-outcome.ts'
import { insertJobs, type NewJob, type TestedDraft } from './insert-jobs.ts'

/** What the jobs that one request starts have in common. */
export interface JobsToStart {
  readonly account: string
  readonly request: StoredJobRequest
  readonly settings: ResolvedSettings
  readonly requestedBy: Actor
  readonly correlationId: string
  readonly deadlineMs: number
  readonly matrix: string | null
  readonly draft?: TestedDraft | undefined
}

/**
 * Makes one job for each container, finished at once where no node could run it; without any container, one job that says
 * so. Called in a transaction. Returns them in the order of the containers; the audit log tells of them in the same statement.
 */
export async function startJobs(
  context: HubContext,
  executor: Kysely<Database>,
  start: JobsToStart,
  containers: readonly ResolvedContainer[],
  audit: (jobs: readonly { readonly id: string }[]) => AuditEntry,
): Promise<Job[]> {
  const { queues, isQuarantined } = await readCircumstances(executor, start, containers)
  const places = containers.length === 0 ? [undefined] : containers
  const jobs = places.map((container): NewJob => {
    const queue = queues.get(container?.containerId ?? '') ?? { ofAll: 0, ofAccount: 0 }
    // Two attachments of one account may lead to the same cloud.
    if (container) {
      queues.set(container.containerId, { ofAll: queue.ofAll + 1, ofAccount: queue.ofAccount + 1 })
    }
    return { ...start, container, end: decideEnd(context, start, { container, queue, isQuarantined }) }
  })
  return await insertJobs(executor, jobs, audit)
}

/** The container that a request names, or one for a request that names none. Throws `CONTAINER_NOT_ASSOCIATED`. */
export async function findContainer(
  executor: Kysely<Database>,
  account: string,
  id: string | undefined,
): Promise<ResolvedContainer | undefined> {
  if (id === undefined) return chooseContainer(await resolveContainers(executor, account))
  const container = await resolveContainer(executor, account, id)
  if (!container) throw notAssociated()
  return container
}

/**
 * The containers that a matrix names, or those of the account that can run a test now, and the ones left out. When none can,
 * none is left out, so that each says why. Throws `CONTAINER_NOT_ASSOCIATED`.
 */
export async function findContainers(
  executor: Kysely<Database>,
  account: string,
  ids: readonly string[] | undefined,
): Promise<{ readonly containers: readonly ResolvedContainer[]; readonly leftOut: readonly ResolvedContainer[] }> {
  const all = await resolveContainers(executor, account)
  if (ids === undefined) {
    const able = all.filter(canRunTests)
    return able.length === 0
      ? { containers: all, leftOut: [] }
      : { containers: able, leftOut: all.filter((each) => !able.includes(each)) }
  }
  const containers = ids.map((id) => {
    const container = all.find((candidate) => candidate.id === id)
    if (!container) throw notAssociated()
    return container
  })
  return { containers, leftOut: [] }
}

function decideEnd(
  context: HubContext,
  start: JobsToStart,
  place: Pick<Undertaking, 'container' | 'queue' | 'isQuarantined'>,
): NewJob['end'] {
  const problems: CheckedSettings['problems'] = start.settings.check.problems
  const { connectorVersion } = context.connectionType
  const decided = decideOutcome({ ...place, problems, connectorVersion })
  if (!decided) return undefined
  const job = {
    id: '',
    attempt: 0,
    kind: start.request.kind,
    container_name: place.container?.name ?? '',
    action: null,
    began_at: new Date(context.clock.now()),
    lasted_ms: 0,
  }
  return endByHub(context, job, decided.outcome, decided.facts)
}

/** How many jobs wait for each container, and whether the settings have cost as many nodes as they may: one statement. */
async function readCircumstances(
  executor: Kysely<Database>,
  { account, settings }: JobsToStart,
  containers: readonly ResolvedContainer[],
): Promise<{ queues: Map<string, QueueLength>; isQuarantined: boolean }> {
  if (containers.length === 0) return { queues: new Map(), isQuarantined: false }
  const ids = [...new Set(containers.map(({ containerId }) => containerId))].map((id) => sql`(${id}::uuid)`)
  const { rows } = await sql<{ id: string; of_all: number; of_account: number; is_quarantined: boolean }>`
    select place.id, count(job.id)::integer as of_all,
      (count(job.id) filter (where job.account_id = ${account}::uuid))::integer as of_account,
      ${areQuarantined(account, settings.fingerprint)} as is_quarantined
    from (values ${sql.join(ids)}) as place (id)
      left join job on job.container_id = place.id and job.state = 'queued'
    group by place.id`.execute(executor)
  return {
    queues: new Map(rows.map((row) => [row.id, { ofAll: row.of_all, ofAccount: row.of_account }])),
    isQuarantined: rows.some((row) => row.is_quarantined),
  }
}

function notAssociated(): HubProblem {
  return new HubProblem('CONTAINER_NOT_ASSOCIATED', {
    detail: 'The chosen container does not exist or does not belong to this account.',
    suggestion: 'Choose one of the containers that the account lists.',
  })
}
