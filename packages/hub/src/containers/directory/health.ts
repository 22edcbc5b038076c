import { type RawBuilder, sql } from 'kysely'

/** How often nodes are asked to beat. */
export const beatIntervalMs = 5_000

/**
 * Status of the row `node` of `container_node`: `online` for two beats after it was heard,
 * `unknown` until the third beat is missing, then `offline`. One that said good-bye is `stopped` until it is heard again.
 * A beat in the future was dated by a clock that has gone back since, and says nothing of now.
 */
export const nodeStatus: RawBuilder<string> = sql`case
  when node.last_seen_at is null then 'starting'
  when node.reported_status = 'stopped' then 'stopped'
  when node.last_seen_at > hub_now() + interval '1 minute' then 'offline'
  when node.last_seen_at >= hub_now() - interval '10 seconds' then node.reported_status
  when node.last_seen_at >= hub_now() - interval '15 seconds' then 'unknown'
  else 'offline' end`

/**
 * Whether the row `node` may be replaced by an enrolment of the same name: it said good-bye, or was not heard for so long
 * that it is offline; the time since its own enrolment counts when it was never heard.
 */
export const isReplaceableNode: RawBuilder<boolean> = sql<boolean>`(
  (node.last_seen_at is not null and node.reported_status = 'stopped')
  or coalesce(node.last_seen_at, node.enrolled_at)
    not between hub_now() - interval '15 seconds' and hub_now() + interval '1 minute')`

/** Joins `health`, the status of a container by all of its nodes; the argument is the column with the container's id. */
export function joinHealth(container: string): RawBuilder<unknown> {
  return sql`left join lateral (
    select
      count(*)::int as node_count,
      max(judged.last_seen_at) as last_seen_at,
      coalesce(jsonb_agg(distinct judged.connector_version) filter (where judged.status = 'online'), '[]')
        as connector_versions,
      case
        when bool_and(judged.status = 'online') then
          case when count(distinct (judged.version, judged.connector_version)) = 1 then 'online' else 'degraded' end
        when bool_or(judged.status = 'online') then 'degraded'
        when bool_or(judged.status = 'unknown') then 'unknown'
        when bool_or(judged.status = 'stopping') then 'stopping'
        when bool_or(judged.status = 'offline') then 'offline'
        when bool_or(judged.status = 'stopped') then 'stopped'
        when count(*) > 0 then 'new'
        else 'offline' end as status
    from (
      select node.last_seen_at, node.version, node.connector_version, ${nodeStatus} as status
      from container_node as node where node.container_id = ${sql.ref(container)}
    ) as judged
  ) as health on true`
}
