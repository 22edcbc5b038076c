import type { AlertRuleName } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'
import { type RulesOf, readRules } from './effective-rule.ts'
import { beginIncident, endIncident } from './incidents.ts'
import { type NewAlert, raiseAlert } from './raise-alert.ts'

/** Kinds of runs whose end nobody waits for except who started them. */
const silentKinds: ReadonlySet<string> = new Set(['preview', 'check'])

/** What a run that ended is called, by its kind. */
const kindWords: Readonly<Record<string, string>> = {
  run: 'run',
  answers: 'run that reports answers to Coupa',
  reconcile: 'reconciliation',
  backfill: 'back-fill',
  verify: 'verification',
}

/** Codes with which a run stops for a reason that has a rule of its own. */
const ruleOfCode: Readonly<Record<string, { readonly rule: AlertRuleName; readonly words: string }>> = {
  NEEDS_CONFIRMATION: { rule: 'confirmation-needed', words: 'needs a confirmation' },
  ORGANIZATION_CHANGED: { rule: 'organization-changed', words: 'stopped: the organization has changed' },
}

/**
 * Writes the alerts of a run that has just ended, in the transaction that ends it. The caller has locked the deployment, and
 * failures in a row are counted.
 */
export async function noteEndedRun(trx: Kysely<Database>, run: string): Promise<void> {
  const ended = await readEndedRun(trx, run)
  if (ended === undefined || silentKinds.has(ended.kind) || ended.outcome === 'cancelled') return
  const rules = await readRules(trx, ended.account_id, { deployment: ended.deployment_id })
  await noteMonitoring(trx, rules, ended)
  if (ended.outcome === 'failed') await noteFailure(trx, rules, ended)
  else await noteSuccess(trx, rules, ended)
}

async function readEndedRun(trx: Kysely<Database>, run: string) {
  return await trx
    .selectFrom('process_run')
    .innerJoin('deployment', 'deployment.id', 'process_run.deployment_id')
    .innerJoin('process', 'process.id', 'deployment.process_id')
    .innerJoin('environment', 'environment.id', 'deployment.environment_id')
    .select([
      'process_run.id',
      'process_run.account_id',
      'process_run.deployment_id',
      'process_run.kind',
      'process_run.outcome',
      'process_run.code',
      'process_run.counters',
      'deployment.failures_in_a_row',
      'process.name as process_name',
      'environment.name as environment_name',
    ])
    .select(sql<boolean>`deployment.paused_at >= process_run.ended_at`.as('has_paused'))
    .select(sql<string | null>`process_run.receipt->'coupaMonitoring'->>'status'`.as('monitoring'))
    .select(
      sql<Record<string, unknown> | null>`jsonb_build_object('read', process_run.receipt->'read',
      'delivered', process_run.receipt->'delivered', 'refused', process_run.receipt->'refused',
      'quarantined', process_run.receipt->'quarantined')`.as('counted'),
    )
    .where('process_run.id', '=', run)
    .executeTakeFirst()
}

type EndedRun = NonNullable<Awaited<ReturnType<typeof readEndedRun>>>

async function noteFailure(trx: Kysely<Database>, rules: RulesOf, ended: EndedRun): Promise<void> {
  const { code, deployment_id: deployment, failures_in_a_row: inARow } = ended
  const special = ruleOfCode[code ?? '']
  const name = nameOf(ended)
  const paused = ended.has_paused ? ' The deployment was paused.' : ''
  const text = `The ${kindWords[ended.kind]} ended with the code ${code ?? 'UNKNOWN'}. ${countsOf(ended)}${paused}`
  const rule = special?.rule ?? 'run-failed'
  const title = `${name} ${special?.words ?? 'failed'}`
  const isTold = await raiseAlert(trx, rules(rule, deployment), alertOf(ended, rule, { incident: 'run', title, text }))
  if (ended.kind !== 'run') return
  const most = rules('failures-in-a-row', deployment)
  const isTooMany = inARow === most.threshold
  const several = { incident: 'run', title: `${name} failed ${inARow} times in a row`, text }
  const isToldTwice = isTooMany && (await raiseAlert(trx, most, alertOf(ended, 'failures-in-a-row', several)))
  if (isTold || isToldTwice) await beginIncident(trx, { ...incidentOf(ended), incident: 'run' })
}

async function noteSuccess(trx: Kysely<Database>, rules: RulesOf, ended: EndedRun): Promise<void> {
  const { deployment_id: deployment } = ended
  const name = nameOf(ended)
  const { read, setAside } = numbersOf(ended)
  const text = countsOf(ended)
  const mostly = rules('mostly-quarantined', deployment)
  const isMostly = read > 0 && (setAside / read) * 100 > (mostly.threshold ?? 100)
  const share = `${name} set ${setAside} of ${read} records aside`
  const hasTold =
    isMostly && (await raiseAlert(trx, mostly, alertOf(ended, 'mostly-quarantined', { title: share, text })))
  const partial = rules('run-partial', deployment)
  if (!hasTold && ended.outcome === 'partial' && setAside >= (partial.threshold ?? 1)) {
    await raiseAlert(trx, partial, alertOf(ended, 'run-partial', { title: share, text }))
  }
  if (ended.kind !== 'run') return
  if ((await endIncident(trx, { ...incidentOf(ended), incident: 'run' })) === undefined) return
  const recovered = { incident: 'run', isResolved: true, title: `${name} runs again`, text }
  await raiseAlert(trx, rules('run-recovered', deployment), alertOf(ended, 'run-recovered', recovered))
}

/** Once when it falls behind, and once when it has caught up. */
async function noteMonitoring(trx: Kysely<Database>, rules: RulesOf, ended: EndedRun): Promise<void> {
  const incident = { ...incidentOf(ended), incident: 'monitoring' }
  const rule = rules('monitoring-behind', ended.deployment_id)
  if (ended.monitoring === 'behind') {
    if (!rule.isOn || !(await beginIncident(trx, incident))) return
    const title = `Coupa does not take the reports of ${nameOf(ended)}`
    const text =
      "Coupa's integration monitoring is behind; the next run sends what waits. The receipt of the run says why, and which scope is missing."
    await raiseAlert(trx, rule, alertOf(ended, 'monitoring-behind', { incident: 'monitoring', title, text }))
  } else if (ended.monitoring === 'reported' && (await endIncident(trx, incident)) !== undefined) {
    const title = `Coupa takes the reports of ${nameOf(ended)} again`
    const over = { incident: 'monitoring', isResolved: true, title, text: 'Nothing waits any more.' }
    await raiseAlert(trx, rules('run-recovered', ended.deployment_id), alertOf(ended, 'run-recovered', over))
  }
}

function alertOf(
  ended: EndedRun,
  rule: AlertRuleName,
  alert: Pick<NewAlert, 'title' | 'text' | 'isResolved'> & { readonly incident?: string },
): NewAlert {
  return {
    account: ended.account_id,
    rule,
    subject: { kind: 'deployment', id: ended.deployment_id, name: nameOf(ended) },
    // What a run set aside is not over when the next one succeeds.
    incident: rule,
    ...alert,
    place: `runs/${ended.id}`,
    run: ended.id,
  }
}

function incidentOf({ account_id, deployment_id }: EndedRun): { account: string; subject: string } {
  return { account: account_id, subject: deployment_id }
}

function nameOf({ process_name, environment_name }: EndedRun): string {
  return `${process_name} in ${environment_name}`
}

function numbersOf({ counters, counted }: EndedRun): { read: number; delivered: number; setAside: number } {
  const count = (name: string): number => {
    const value = counted?.[name] ?? counters[name]
    return typeof value === 'number' ? value : 0
  }
  return {
    read: count('read'),
    delivered: count('delivered'),
    setAside: count('refused') + count('quarantined'),
  }
}

function countsOf(ended: EndedRun): string {
  const { read, delivered, setAside } = numbersOf(ended)
  return `${read} records read, ${delivered} delivered, ${setAside} set aside.`
}
