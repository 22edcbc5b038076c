import type { JobEnvelope } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { openSecrets } from '../../secrets/open-secrets.ts'
import { UnsealError } from '../../secrets/unseal-error.ts'
import type { NodePrincipal } from '../../server/pipeline/principal.ts'
import { endByHub } from '../end/end-by-hub.ts'
import { finishJobs } from '../end/finish-jobs.ts'
import { jobLimits } from '../job/job-limits.ts'
import { type ClaimedJob, claimJobs } from './claim-jobs.ts'
import { requeueJobs } from './requeue-jobs.ts'

/** Who takes jobs, and how many. */
export interface JobTaking {
  readonly context: HubContext
  readonly node: NodePrincipal
  readonly boot: string
  readonly capacity: number
  /** Aborts when the node is gone. */
  readonly signal: AbortSignal
}

/** Leases jobs to the node and opens their secrets. Jobs for a node that has gone meanwhile are given back. */
export async function takeJobs({ context, node, boot, capacity, signal }: JobTaking): Promise<JobEnvelope[]> {
  if (signal.aborted) return []
  const claimed = await claimJobs(context, node, capacity, boot)
  if (claimed.length === 0) return []
  try {
    const jobs = await openJobs(context, node, claimed)
    if (!signal.aborted) return jobs
  } catch (error) {
    await giveBack(context, node, claimed)
    throw error
  }
  await giveBack(context, node, claimed)
  return []
}

async function giveBack(context: HubContext, node: NodePrincipal, claimed: readonly ClaimedJob[]): Promise<void> {
  const jobs = claimed.map(({ id, attempt }) => ({ job: id, attempt }))
  await context.db.transaction().execute((trx) =>
    requeueJobs(context, trx, jobs, {
      reason: 'the node was gone before it had the job',
      countsAsLost: false,
      condition: sql`job.node_id = ${node.id}::uuid`,
    }),
  )
}

/** Builds the envelopes. Jobs whose secrets do not open are finished instead. */
async function openJobs(
  context: HubContext,
  node: NodePrincipal,
  claimed: readonly ClaimedJob[],
): Promise<JobEnvelope[]> {
  // Jobs of one connection open its secrets once.
  const opening = new Map<string, Promise<Record<string, string> | undefined>>()
  const open = (job: ClaimedJob): Promise<Record<string, string> | undefined> => {
    const key = JSON.stringify([job.account_id, job.request.secrets, destinationOf(job)])
    const those = opening.get(key) ?? openOrRefuse(context, job)
    opening.set(key, those)
    return those
  }
  const pairs = await Promise.all(claimed.map(async (job) => ({ job, secrets: await open(job) })))
  const unreadable = pairs.filter(({ secrets }) => secrets === undefined).map(({ job }) => job)
  if (unreadable.length > 0) {
    const ends = unreadable.map((job) => endByHub(context, { ...job, action: null, lasted_ms: 0 }, 'SECRET_UNREADABLE'))
    await finishJobs(context.db, ends, sql`job.state = 'running' and job.node_id = ${node.id}::uuid`)
  }
  return pairs.flatMap(({ job, secrets }) => (secrets === undefined ? [] : [toEnvelope(node, job, secrets)]))
}

async function openOrRefuse(context: HubContext, job: ClaimedJob): Promise<Record<string, string> | undefined> {
  const { account_id: account, request, stored_secrets: stored } = job
  const { fields } = request
  const destination = destinationOf(job)
  const { secrets, ofDestination } = apart(request.secrets, destination?.kind)
  try {
    const opened: Record<string, string> = {}
    if (Object.keys(secrets).length > 0) {
      const { hosts } = context.connectionType.check({ fields, setSecrets: Object.keys(secrets) })
      Object.assign(opened, await openSecrets(context, { account, secrets, hosts, stored }))
    }
    if (destination && Object.keys(ofDestination).length > 0) {
      const hosts = hostsOf(context, destination, Object.keys(ofDestination))
      Object.assign(opened, await openSecrets(context, { account, secrets: ofDestination, hosts, stored }))
    }
    return opened
  } catch (error) {
    // These errors contain nothing of the secret. Which key is missing is for whoever operates the hub.
    if (error instanceof UnsealError) {
      context.log.warn({ account, keyId: error.keyId }, error.message)
      return undefined
    }
    if (error instanceof HubProblem) return undefined
    throw error
  }
}

type DestinationOfJob = NonNullable<Extract<ClaimedJob['request'], { kind: 'operation' }>['destination']>

function destinationOf({ request }: ClaimedJob): DestinationOfJob | undefined {
  return request.kind === 'operation' ? request.destination : undefined
}

/** Secrets of the connection, and those of the other end, which have its kind before their name. */
function apart(
  given: Readonly<Record<string, string>>,
  kind: string | undefined,
): { readonly secrets: Record<string, string>; readonly ofDestination: Record<string, string> } {
  const isOfDestination = (field: string): boolean => kind !== undefined && field.startsWith(`${kind}.`)
  const entries = Object.entries(given)
  return {
    secrets: Object.fromEntries(entries.filter(([field]) => !isOfDestination(field))),
    ofDestination: Object.fromEntries(entries.filter(([field]) => isOfDestination(field))),
  }
}

/** Where the settings of a destination lead. */
function hostsOf(
  { destinationTypes }: HubContext,
  { kind, settings }: DestinationOfJob,
  fields: readonly string[],
): readonly string[] {
  const type = destinationTypes.find((candidate) => candidate.kind === kind)
  const names = fields.map((field) => field.slice(kind.length + 1))
  // Without hosts a secret that is bound to some would open for any.
  if (type === undefined) throw new UnsealError(`This hub knows no destination of the kind ${kind}.`, 'none')
  return type.check(settings, names).hosts
}

function toEnvelope(node: NodePrincipal, job: ClaimedJob, secrets: Readonly<Record<string, string>>): JobEnvelope {
  const { request } = job
  const destination = destinationOf(job)
  const opened = apart(secrets, destination?.kind)
  const isStored = request.kind === 'operation' || !request.isDraft
  const base = {
    job: job.id,
    attempt: job.attempt,
    deadlineAt: job.deadline_at.toISOString(),
    remainingMs: Math.max(0, Math.round(job.remaining_ms)),
    leaseMs: jobLimits.leaseMs,
    account: job.account_id,
    connectionKey: isStored && job.connection_id !== null ? job.connection_id : job.id,
    containerName: job.container_name,
    settings: { ...request.fields, ...opened.secrets },
    publicAddressesOnly: node.container.kind === 'cloud',
    rateShare: job.rate_share,
    correlationId: job.correlation_id,
  }
  return request.kind === 'test'
    ? { ...base, kind: 'test', probes: [...request.probes] }
    : {
        ...base,
        kind: 'operation',
        operation: request.operation as Extract<JobEnvelope, { operation: unknown }>['operation'],
        ...(destination && {
          destination: { ...destination, settings: settingsOf(destination, opened.ofDestination) },
        }),
      }
}

function settingsOf(
  { kind, settings }: DestinationOfJob,
  secrets: Readonly<Record<string, string>>,
): Record<string, string> {
  const named = Object.entries(secrets).map(([field, value]) => [field.slice(kind.length + 1), value])
  return { ...settings, ...Object.fromEntries(named) }
}
