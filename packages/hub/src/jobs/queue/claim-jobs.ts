import { sql } from 'kysely'
import { isSameConnector } from '../../containers/directory/resolve-container.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { StoredJobRequest } from '../../database/job-tables.ts'
import { tellTopic } from '../../database/topics.ts'
import type { StoredSecrets } from '../../secrets/open-secrets.ts'
import type { NodePrincipal } from '../../server/pipeline/principal.ts'
import { jobLimits } from '../job/job-limits.ts'
import { lockContainer } from './lock-container.ts'
import { isQuarantined } from './node-losses.ts'
import { rateShareOf, takeRateShares } from './rate-share.ts'

/** A job with the lease that a node has just been given. */
export interface ClaimedJob {
  readonly id: string
  readonly attempt: number
  readonly account_id: string
  readonly kind: 'test' | 'operation'
  readonly connection_id: string | null
  readonly container_name: string
  readonly request: StoredJobRequest
  readonly organization: string
  readonly correlation_id: string
  readonly deadline_at: Date
  readonly remaining_ms: number
  readonly began_at: Date
  /** The node's share of the rate of the organization, 0 to 1. */
  readonly rate_share: number
  /** The secrets that the request names, by id; those that are no longer stored are missing. */
  readonly stored_secrets: StoredSecrets
}

/**
 * Leases waiting jobs of the container to one of its nodes: the oldest first, but each account in turn, as many as the node
 * can take and as the limits of container and account leave. Claims of one container follow each other, or two at once
 * could exceed a limit together. Nothing is leased to a node that stops or has another connector than the hub expects, nor,
 * with a boot, to one that was started again since.
 */
export async function claimJobs(
  { db, connectionType }: HubContext,
  node: NodePrincipal,
  capacity: number,
  boot?: string,
): Promise<readonly ClaimedJob[]> {
  return await db.transaction().execute(async (trx) => {
    const locked = await lockContainer(trx, node, boot)
    if (!locked || !isSameConnector(locked.connector_version, connectionType.connectorVersion)) return []
    const { most } = locked
    // Turns among the tenants of a cloud need all of them in view; other containers have one account.
    const window = node.container.kind === 'cloud' ? 2000 : capacity + 8
    const { rows } = await sql<ClaimedJob>`
      with running as (
        select account_id, count(*)::integer as jobs from job
        where container_id = ${node.container.id}::uuid and state = 'running' group by account_id
      ),
      waiting as (
        select id, account_id, queued_at from job
        where container_id = ${node.container.id}::uuid and state = 'queued'
          and pickup_deadline_at > hub_now() and not ${isQuarantined}
        order by queued_at, id limit ${window}::integer
      ),
      ranked as (
        select waiting.id, waiting.queued_at,
          coalesce(running.jobs, 0) + row_number() over (
            partition by waiting.account_id order by waiting.queued_at, waiting.id
          ) as place,
          coalesce(cloud_share.max_concurrent_jobs, ${most}::integer) as limit_of_account
        from waiting
        left join running on running.account_id = waiting.account_id
        left join cloud_share on cloud_share.container_id = ${node.container.id}::uuid
          and cloud_share.account_id = waiting.account_id
      ),
      chosen as (
        select id, place, queued_at from ranked where place <= limit_of_account order by place, queued_at, id
        limit greatest(0, least(${capacity}::integer, ${most}::integer - (select coalesce(sum(jobs), 0) from running)))
      ),
      taken as (
        select job.id from job join chosen on chosen.id = job.id
        where job.state = 'queued' for update of job skip locked
      ),
      claimed as (
        update job set state = 'running', attempt = job.attempt + 1, node_id = ${node.id}::uuid,
          node_name = ${node.name}::text,
          node_boot_id = coalesce(${boot ?? null}::uuid, (select boot_id from container_node where id = ${node.id}::uuid)),
          started_at = coalesce(job.started_at, hub_now()), cancel_told_at = null,
          lease_expires_at = hub_now() + ${jobLimits.leaseMs}::float8 * interval '1 millisecond',
          event_count = job.event_count + 1
        from taken where job.id = taken.id and job.state = 'queued'
        returning job.*
      ),
      noted as (
        insert into job_event (job_id, sequence, at, type, data)
        select id, event_count, hub_now(), 'leased',
          jsonb_build_object('node', ${node.name}::text, 'attempt', attempt) from claimed
      ),
      shared as (${takeRateShares(node.id)})
      select id, attempt, account_id, kind, connection_id, container_name, request, organization, correlation_id,
        deadline_at, (extract(epoch from deadline_at - hub_now()) * 1000)::float8 as remaining_ms, started_at as began_at,
        ${rateShareOf(node.id)} as rate_share,
        (
          select coalesce(jsonb_object_agg(secret.id::text,
            jsonb_build_object('sealed', secret.sealed, 'hosts', secret.hosts)), '{}') from secret
          where secret.account_id = claimed.account_id and secret.id in (
            select named.id::uuid from json_each_text(claimed.request->'secrets') as named (field, id))
        ) as stored_secrets,
        (select count(${tellTopic(sql`'job-changed:' || id`)}) from claimed as told) as told
      from claimed order by queued_at, id`.execute(trx)
    return rows
  })
}

/** The wishes to cancel that no poll of the node has told yet. */
export async function takeCancellations({ db }: HubContext, node: NodePrincipal): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with held as (
      select id from job where node_id = ${node.id}::uuid and state = 'running'
        and cancel_requested_at is not null and cancel_told_at is null
      order by id for update
    )
    update job set cancel_told_at = hub_now() from held where job.id = held.id returning job.id`.execute(db)
  return rows.map(({ id }) => id)
}
