import type { DeploymentState } from '@coupa-connector/protocol'
import { type RawBuilder, sql } from 'kysely'

/** After so many planned instants without a success a deployment is late. */
const missedInstants = 3

/** When a run of a row of `deployment` last brought records through. */
export function lastSuccessAt(): RawBuilder<Date | null> {
  return sql<Date | null>`(select max(ended_at) from process_run
    where deployment_id = deployment.id and kind = 'run' and outcome in ('succeeded', 'partial'))`
}

/** Whether a run of a row of `deployment` is with a node, or is about to be. */
export function hasActiveRun(): RawBuilder<boolean> {
  return sql<boolean>`exists (select from process_run where deployment_id = deployment.id and state in ('queued', 'running'))`
}

/**
 * The state of a row of `deployment`, as SQL, so that lists can filter by it. Nothing else decides the state. Each planned instant
 * leaves a run, which may have been skipped: three since the last success, and none under way, make a deployment late. One that
 * the hub has paused for its failures is failing; one that somebody has paused is not.
 */
export function deploymentState(): RawBuilder<DeploymentState> {
  return sql<DeploymentState>`case
    when deployment.paused_at is not null and coalesce(deployment.paused_by_name, '') <> 'the hub' then 'paused'
    when ${lastOutcome()} = 'failed' then 'failing'
    when deployment.paused_at is not null then 'paused'
    when not exists (select from process_run where deployment_id = deployment.id and state = 'running')
      and (select count(*) from (select from process_run where deployment_id = deployment.id and planned_at is not null
        and created_at > coalesce(${lastSuccessAt()}, deployment.created_at) limit ${sql.lit(missedInstants)}) as missed)
        = ${sql.lit(missedInstants)} then 'late'
    when exists (select from process_failure where deployment_id = deployment.id and state = 'open') then 'set-aside'
    when ${lastOutcome()} is null then 'never-run'
    else 'healthy'
  end`
}

function lastOutcome(): RawBuilder<string | null> {
  return sql<string | null>`(select outcome from process_run
    where deployment_id = deployment.id and kind = 'run' and state = 'ended' and outcome <> 'cancelled'
    order by created_at desc, id desc limit 1)`
}
