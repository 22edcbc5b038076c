import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'

// An organization's rate is divided among the nodes that call it for one account, and among nobody else. Whoever runs a
// container may claim anything, so that a division among accounts would let one slow another down, and see when it works.
// Two accounts that use one organization may therefore be answered 429 by it, which their connectors wait out.

/**
 * Takes shares of the rates of the organizations in the expression `claimed`, for a node that is about to call them: part
 * of the statement that gives it their jobs. They are the node's for 15 seconds, and longer while its beats name them.
 */
export function takeRateShares(node: string): RawBuilder<unknown> {
  return sql`
    insert into organization_use (organization, account_id, node_id, expires_at)
    select distinct organization, account_id, ${node}::uuid, hub_now() + interval '15 seconds' from claimed
    order by organization, account_id
    on conflict (organization, account_id, node_id) do update set expires_at = excluded.expires_at`
}

/** The share of a node in the rate of the organization of the row `claimed`: 1 divided by the nodes of the account there. */
export function rateShareOf(node: string): RawBuilder<number> {
  return sql<number>`(
    select 1 / (1 + count(*))::float8 from organization_use as other
    where other.organization = claimed.organization and other.account_id = claimed.account_id
      and other.node_id <> ${node}::uuid and other.expires_at > hub_now())`
}

/** What a node may use of an organization's rate on behalf of an account. */
export interface RateShare {
  readonly account: string
  readonly organization: string
  /** 0 to 1. */
  readonly share: number
}

/**
 * Renews the shares of what a node calls now and gives back the others. Only organizations of jobs and runs that the node really
 * runs, or ran a moment ago, are answered and count against other nodes: naming others gains a node nothing, costs nobody
 * anything, and tells nothing.
 */
export async function renewRateShares(
  executor: Kysely<Database>,
  node: { readonly id: string; readonly container: { readonly id: string } },
  organizations: readonly string[],
): Promise<RateShare[]> {
  if (organizations.length === 0) {
    await sql`delete from organization_use where node_id = ${node.id}`.execute(executor)
    return []
  }
  const { rows } = await sql<RateShare>`
    with named as (
      select distinct organization from unnest(array[${sql.join(organizations)}]::text[]) as names (organization)
    ), given_back as (
      delete from organization_use
      where node_id = ${node.id} and organization not in (select organization from named)
    ), called as (
      select job.organization, job.account_id from job
      where job.container_id = ${node.container.id} and job.state = 'running' and job.node_id = ${node.id}
        and job.organization in (select organization from named)
      union
      select organization, account_id from process_run
      where container_id = ${node.container.id} and state = 'running' and node_id = ${node.id}
        and organization in (select organization from named)
    ), renewed as (
      insert into organization_use (organization, account_id, node_id, expires_at)
      select organization, account_id, ${node.id}::uuid, hub_now() + interval '15 seconds' from called
      on conflict (organization, account_id, node_id) do update set expires_at = excluded.expires_at
    ), held as (
      select organization, account_id from called
      union
      select organization, account_id from organization_use
      where node_id = ${node.id} and expires_at > hub_now() and organization in (select organization from named)
    )
    select held.account_id as account, held.organization, 1 / (1 + count(others.node_id))::float8 as share
    from held left join organization_use as others on others.organization = held.organization
      and others.account_id = held.account_id and others.node_id <> ${node.id} and others.expires_at > hub_now()
    group by held.organization, held.account_id`.execute(executor)
  return rows
}
