import { setImmediate } from 'node:timers/promises'
import type { AlertRuleName } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { PeriodicTask } from '../../housekeeping/task.ts'
import { type EffectiveRule, readAllRules, readRules } from '../raise/effective-rule.ts'
import { beginIncident, endIncident } from '../raise/incidents.ts'
import { raiseAlert } from '../raise/raise-alert.ts'
import { isBehind, isWithoutSuccess, type TimedDeployment } from './judge-deployment.ts'

const hourMs = 3_600_000

/** Looks for what is a question of time: runs that do not come, records that wait. Each is told of once, and once when it is over. */
export const watchDeploymentsTask: PeriodicTask = {
  name: 'watch-deployments',
  intervalMs: 60_000,
  run: watchDeployments,
}

export async function watchDeployments({
  db,
  log,
  stopping,
}: Pick<HubContext, 'db' | 'log' | 'stopping'>): Promise<void> {
  const rulesOf = await readAllRules(db)
  for (const [place, deployment] of (await readDeployments(db)).entries()) {
    if (stopping.aborted) return
    // Times of schedules take a while to work out where there are thousands.
    if (place % 50 === 49) await setImmediate()
    const rules = rulesOf(deployment.account)
    try {
      const found = judge(deployment, (rule) => rules(rule, deployment.id))
      const isChanged = found.some(({ rule, isOn }) => isOn !== deployment.incidents.includes(rule))
      if (isChanged) await db.transaction().execute((trx) => noteFindings(trx, deployment, found))
    } catch (error) {
      // One that cannot be judged holds up no other.
      log.error({ deployment: deployment.id, error }, 'A deployment could not be looked at for alerts')
    }
  }
}

interface Finding {
  readonly rule: AlertRuleName
  readonly isOn: boolean
  readonly title: string
  readonly text: string
}

interface WatchedDeployment extends TimedDeployment {
  readonly account: string
  readonly id: string
  /** Id of its process. */
  readonly process: string
  readonly name: string
  /** What was told of and is not over. */
  readonly incidents: readonly string[]
  /** When the record was delivered that has waited longest for an answer. */
  readonly waiting_since: Date | null
  /** How many of the same times in the last four weeks something was delivered, and whether now. */
  readonly delivered_ms: readonly number[]
}

const timedRules = ['no-success', 'lag', 'waiting-answers', 'nothing-delivered'] as const

function judge(deployment: WatchedDeployment, ruleOf: (rule: AlertRuleName) => EffectiveRule): readonly Finding[] {
  const { name, now, waiting_since: waiting } = deployment
  const [noSuccess, lag, answers, nothing] = timedRules.map(ruleOf)
  const isWithout = noSuccess?.isOn === true && isWithoutSuccess(deployment, noSuccess.threshold ?? 3)
  const lagHours = lag?.threshold ?? 4
  const answerHours = answers?.threshold ?? 24
  const quietHours = nothing?.threshold ?? 24
  const last = deployment.last_success_at
  return [
    {
      rule: 'no-success',
      isOn: isWithout,
      title: `${name} has had no successful run`,
      text: `${noSuccess?.threshold} times of its schedule have passed. ${last === null ? 'No run has succeeded yet.' : `The last success was at ${shown(last)}.`}`,
    },
    {
      rule: 'lag',
      // Of a deployment without a success people are told already.
      isOn:
        lag?.isOn === true && isBehind(deployment, lagHours) && (!isWithout || deployment.incidents.includes('lag')),
      title: `${name} is more than ${lagHours} h behind`,
      text: `Its last successful run began at ${shown(deployment.last_success_started_at ?? now)}.`,
    },
    {
      rule: 'waiting-answers',
      isOn: answers?.isOn === true && waiting !== null && now.getTime() - waiting.getTime() > answerHours * hourMs,
      title: `${name} waits for answers`,
      text: `Records were delivered at ${shown(waiting ?? now)}, and their consumer has not answered.`,
    },
    {
      rule: 'nothing-delivered',
      isOn: nothing?.isOn === true && hasStopped(deployment, quietHours),
      title: `${name} has delivered nothing for ${quietHours} h`,
      text: 'In the last four weeks it delivered something at this time of the week.',
    },
  ]
}

/** Whether nothing was delivered in the last hours, and something in three of the same hours of the last four weeks. */
function hasStopped({ now, delivered_ms, is_paused }: WatchedDeployment, hours: number): boolean {
  if (is_paused) return false
  const isWithin = (weeksAgo: number): boolean => {
    const until = now.getTime() - weeksAgo * 7 * 24 * hourMs
    return delivered_ms.some((at) => at > until - hours * hourMs && at <= until)
  }
  return !isWithin(0) && [1, 2, 3, 4].filter(isWithin).length >= 3
}

async function noteFindings(
  trx: Kysely<Database>,
  { account, id, process, name }: WatchedDeployment,
  found: readonly Finding[],
): Promise<void> {
  const deployment = await trx
    .selectFrom('deployment')
    .select('id')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!deployment) return
  const rules = await readRules(trx, account, { deployment: id })
  const common = { account, subject: { kind: 'deployment', id, name }, place: `processes/${process}` } as const
  for (const { rule, isOn, title, text } of found) {
    const incident = { account, subject: id, incident: rule }
    if (isOn) {
      if (await beginIncident(trx, incident)) {
        await raiseAlert(trx, rules(rule, id), { ...common, rule, incident: rule, title, text })
      }
      continue
    }
    const since = await endIncident(trx, incident)
    // Whoever switches a rule off wants to hear nothing more of it.
    if (since === undefined || !rules(rule, id).isOn) continue
    const over = { title: `Over: ${title}`, text: `It began at ${shown(since)}.`, isResolved: true, incident: rule }
    await raiseAlert(trx, rules('run-recovered', id), { ...common, rule: 'run-recovered', ...over })
  }
}

async function readDeployments(db: Kysely<Database>): Promise<readonly WatchedDeployment[]> {
  const { rows } = await sql<WatchedDeployment>`
    select deployment.account_id as account, deployment.id, deployment.process_id as process, process.name || ' in ' || environment.name as name, hub_now() as now,
      deployment.paused_at is not null as is_paused, deployment.maintenance,
      greatest(deployment.created_at, deployment.resumed_at,
        (select min(created_at) from process_schedule where deployment_id = deployment.id)) as counted_since,
      coalesce((select jsonb_agg(schedule) from process_schedule where deployment_id = deployment.id), '[]') as schedules,
      coalesce((select jsonb_agg(incident) from alert_incident where subject_id = deployment.id
        and alert_incident.account_id = deployment.account_id), '[]') as incidents,
      success.ended_at as last_success_at, success.started_at as last_success_started_at,
      (select to_timestamp(min(batch.opened_at_ms) / 1000.0) from process_record as record
        join process_batch as batch on batch.deployment_id = record.deployment_id and batch.id = record.batch
        where record.deployment_id = deployment.id and record.state = 'waiting') as waiting_since,
      case when exists (select from alert_rule where alert_rule.account_id = deployment.account_id
          and rule = 'nothing-delivered' and is_on) then
        coalesce((select jsonb_agg((extract(epoch from ended_at) * 1000)::float8) from process_run as run
          where run.deployment_id = deployment.id and run.state = 'ended' and run.ended_at > hub_now() - interval '36 days'
            and (run.receipt->>'delivered')::float8 > 0), '[]')
        else '[]' end as delivered_ms
    from deployment
      join process on process.id = deployment.process_id
      join environment on environment.id = deployment.environment_id
      left join lateral (
        select ended_at, coalesce(started_at, ended_at) as started_at from process_run as run
        where run.deployment_id = deployment.id and run.kind = 'run' and run.state = 'ended'
          and run.outcome in ('succeeded', 'partial')
        order by created_at desc, id desc limit 1
      ) as success on true`.execute(db)
  return rows
}

function shown(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
