import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'
import { jobLimits } from '../job/job-limits.ts'
import type { HeldJob } from './leases.ts'

// A job may be what ends the nodes that run it: an answer that no memory holds, a fault in a library. Each time a node is
// lost with a job in it, a row says so, by the fingerprint of the settings. A node that is heard again, still the same
// program, takes its rows back: it was only cut off. What stays counts against the settings for an hour.

const window = sql`hub_now() - ${jobLimits.quarantineMs}::float8 * interval '1 millisecond'`
/** A living node is heard within this time. By then the rows of a node that was only cut off are gone. */
const standing = sql`hub_now() - ${jobLimits.offlineAfterMs}::float8 * interval '1 millisecond'`

const countLosses = (
  account: RawBuilder<unknown>,
  fingerprint: RawBuilder<unknown>,
): RawBuilder<number> => sql<number>`(
  select count(distinct (loss.node_id, loss.boot_id))::integer from node_loss as loss
  where loss.account_id = ${account} and loss.fingerprint = ${fingerprint} and loss.at > ${window}
    and (loss.is_certain or loss.at <= ${standing}))`

/** How many programs of nodes the settings of the row `job` have cost within the hour. */
export const lossesOfJob: RawBuilder<number> = countLosses(sql`job.account_id`, sql`job.fingerprint`)

/** Whether no node is given the row `job`: its settings have cost as many nodes as they may. */
export const isQuarantined: RawBuilder<boolean> = sql<boolean>`${lossesOfJob} >= ${jobLimits.maxNodeLosses}::integer`

/** Whether jobs with these settings are held back. Settings that are wrong have no fingerprint, and no node is given them. */
export function areQuarantined(account: string, fingerprint: string | null): RawBuilder<boolean> {
  const losses = countLosses(sql`${account}::uuid`, sql`${fingerprint}::text`)
  return sql<boolean>`${losses} >= ${jobLimits.maxNodeLosses}::integer`
}

/**
 * Notes that nodes were lost with these running jobs in them; to be called before the jobs are taken from the nodes. A loss is certain when the node itself has come back as another program.
 */
export async function noteNodeLosses(
  executor: Kysely<Database>,
  jobs: readonly HeldJob[],
  { isCertain = false }: { readonly isCertain?: boolean } = {},
): Promise<void> {
  if (jobs.length === 0) return
  await sql`
    insert into node_loss (job_id, attempt, account_id, fingerprint, node_id, boot_id, at, is_certain)
    select job.id, job.attempt, job.account_id, job.fingerprint, job.node_id, job.node_boot_id, hub_now(), ${isCertain}::boolean
    from job join jsonb_to_recordset(${JSON.stringify(jobs)}::jsonb) as given (job uuid, attempt integer) on given.job = job.id
    where job.state = 'running' and job.attempt = given.attempt and job.fingerprint is not null
    on conflict (job_id, attempt) do nothing`.execute(executor)
}

/** What a beat tells of losses: the same program was only cut off; of another one, those before it have died. */
export async function judgeNodeLosses(executor: Kysely<Database>, node: string, boot: string): Promise<void> {
  await sql`
    with cleared as (
      delete from node_loss where node_id = ${node}::uuid and boot_id = ${boot}::uuid and not is_certain
    )
    update node_loss set is_certain = true
    where node_id = ${node}::uuid and boot_id is distinct from ${boot}::uuid and not is_certain`.execute(executor)
}
