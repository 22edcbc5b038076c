import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'

/**
 * Takes shares of the rates of the organizations in the expression `claimed`, for a node that is about to call them: part
 * of the statement that gives it their jobs. They are the node's for 15 seconds, and longer while its beats name them.
 */
export function takeRateShares(node: string): RawBuilder<unknown> {
  return sql`
    insert into organization_use (organization, node_id, expires_at)
    select distinct organization, ${node}::uuid, hub_now() + interval '15 seconds' from claimed order by organization
    on conflict (organization, node_id) do update set expires_at = excluded.expires_at`
}

/** The share of a node in the rate of the organization of the row `claimed`: 1 divided by the nodes that call it now. */
export function rateShareOf(node: string): RawBuilder<number> {
  return sql<number>`(
    select 1 / (1 + count(*))::float8 from organization_use as other
    where other.organization = claimed.organization and other.node_id <> ${node}::uuid and other.expires_at > hub_now())`
}

/**
 * Renews the shares of what a node calls now and gives back the others. Only organizations of jobs that the node really
 * runs count against the other nodes: naming what it does not call gains a node nothing and costs nobody anything.
 */
export async function renewRateShares(
  executor: Kysely<Database>,
  node: { readonly id: string; readonly container: { readonly id: string } },
  organizations: readonly string[],
): Promise<Record<string, number>> {
  if (organizations.length === 0) {
    await sql`delete from organization_use where node_id = ${node.id}`.execute(executor)
    return {}
  }
  const { rows } = await sql<{ organization: string; others: number }>`
    with named as (
      select distinct organization from unnest(array[${sql.join(organizations)}]::text[]) as names (organization)
    ), given_back as (
      delete from organization_use
      where node_id = ${node.id} and organization not in (select organization from named)
    ), renewed as (
      insert into organization_use (organization, node_id, expires_at)
      select organization, ${node.id}::uuid, hub_now() + interval '15 seconds' from named
      where organization in (
        select job.organization from job
        where job.container_id = ${node.container.id} and job.state = 'running' and job.node_id = ${node.id}
      )
      on conflict (organization, node_id) do update set expires_at = excluded.expires_at
    )
    select named.organization, count(others.node_id)::int as others
    from named left join organization_use as others on others.organization = named.organization
      and others.node_id <> ${node.id} and others.expires_at > hub_now()
    group by named.organization`.execute(executor)
  return Object.fromEntries(rows.map(({ organization, others }) => [organization, 1 / (1 + others)]))
}
