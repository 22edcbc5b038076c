import type { ContainerKind, ContainerStatus } from '@coupa-connector/protocol'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'
import { joinHealth } from './health.ts'

/** A container as one account sees it: its own container, or its attachment to a cloud. */
export interface ContainerRow {
  /** Of the container, or of the attachment. */
  readonly id: string
  readonly container_id: string
  readonly attachment_id: string | null
  readonly name: string
  readonly sort_name: string
  readonly kind: ContainerKind
  readonly cloud_name: string | null
  readonly allow_browsing: boolean
  readonly max_concurrent_jobs: number
  readonly max_concurrent_jobs_of_account: number
  readonly version: number
  readonly created_at: Date
  readonly status: ContainerStatus
  readonly node_count: number
  readonly last_seen_at: Date | null
  readonly connector_versions: readonly string[]
}

export interface ContainerFilter {
  readonly account: string
  readonly id?: string | undefined
  readonly kind?: ContainerKind | undefined
  readonly status?: ContainerStatus | undefined
  /** Part of the name, in any case. */
  readonly search?: string | undefined
  /** The page begins after this name, in lower case, and id. */
  readonly after?: readonly [sortName: string, id: string] | undefined
  /** Default: all. */
  readonly limit?: number | undefined
}

/**
 * The containers of an account by name, in one statement. Both halves are cut to a page before they are put together, and
 * the nodes are looked at only for what is on the page, unless the status decides what is on it.
 */
export async function selectContainers(executor: Kysely<Database>, filter: ContainerFilter): Promise<ContainerRow[]> {
  const limit = filter.limit === undefined ? sql`` : sql`limit ${filter.limit}`
  const order = sql`order by sort_name, id ${limit}`
  const half = (select: RawBuilder<unknown>): RawBuilder<unknown> =>
    filter.status === undefined
      ? sql`(${select} ${order})`
      : sql`(select half.* from (${select}) as half ${joinHealth('half.container_id')}
          where health.status = ${filter.status} ${order})`
  const own = half(sql`
    select c.id, c.id as container_id, null::uuid as attachment_id, c.name, lower(c.name) as sort_name, c.kind,
      null::text as cloud_name, c.allow_browsing, c.max_concurrent_jobs,
      c.max_concurrent_jobs as max_concurrent_jobs_of_account, c.version, c.created_at
    from container as c
    where c.account_id = ${filter.account} ${conditions('c', sql`c.kind`, filter)}`)
  const attached = half(sql`
    select a.id, a.container_id, a.id as attachment_id, a.name, lower(a.name) as sort_name, c.kind,
      c.name as cloud_name, c.allow_browsing, c.max_concurrent_jobs,
      least(s.max_concurrent_jobs, c.max_concurrent_jobs) as max_concurrent_jobs_of_account, a.version, a.created_at
    from cloud_attachment as a
      join container as c on c.id = a.container_id
      join cloud_share as s on s.container_id = a.container_id and s.account_id = a.account_id
    where a.account_id = ${filter.account} ${conditions('a', sql`c.kind`, filter)}`)
  const { rows } = await sql<ContainerRow>`
    select page.*, health.status, health.node_count, health.last_seen_at, health.connector_versions
    from (select * from (${own} union all ${attached}) as both_halves ${order}) as page
      ${joinHealth('page.container_id')}
    order by page.sort_name, page.id`.execute(executor)
  return rows
}

function conditions(
  alias: 'a' | 'c',
  kind: RawBuilder<unknown>,
  { id, kind: wanted, search, after }: ContainerFilter,
): RawBuilder<unknown> {
  const name = sql.ref(`${alias}.name`)
  const own = sql.ref(`${alias}.id`)
  return sql`
    ${id === undefined ? sql`` : sql`and ${own} = ${id}`}
    ${wanted === undefined ? sql`` : sql`and ${kind} = ${wanted}`}
    ${search === undefined ? sql`` : sql`and lower(${name}) like lower(${`%${escapeLike(search)}%`})`}
    ${after === undefined ? sql`` : sql`and (lower(${name}), ${own}) > (${after[0]}, ${after[1]}::uuid)`}`
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)
}
