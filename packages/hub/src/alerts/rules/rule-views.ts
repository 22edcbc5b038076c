import { type AlertRule, type AlertRuleName, alertRuleDefault, alertRuleNames } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { notFound } from '../../basics/problem.ts'
import type { Database } from '../../database/schema.ts'
import { combineRule, type SetRule } from '../raise/effective-rule.ts'

/** The rules with their defaults, what is set, and what applies. Throws `NOT_FOUND` for a deployment of nobody or somebody else. */
export async function readRuleViews(
  db: Kysely<Database>,
  account: string,
  { deployment, rule }: { readonly deployment?: string | undefined; readonly rule?: AlertRuleName },
): Promise<AlertRule[]> {
  if (deployment !== undefined) {
    const row = await db
      .selectFrom('deployment')
      .select('id')
      .where('account_id', '=', account)
      .where('id', '=', deployment)
      .executeTakeFirst()
    if (!row) throw notFound('deployment')
  }
  const rows = await db
    .selectFrom('alert_rule')
    .select(['rule', 'deployment_id', 'is_on', 'threshold', 'channels'])
    .where('account_id', '=', account)
    .where(sql<boolean>`(deployment_id is null or deployment_id = ${deployment ?? null}::uuid)`)
    .execute()
  const find = (name: AlertRuleName, isOfDeployment: boolean): SetRule | undefined => {
    const row = rows.find((each) => each.rule === name && (each.deployment_id !== null) === isOfDeployment)
    return row && { isOn: row.is_on, threshold: row.threshold, channels: row.channels }
  }
  const names = rule === undefined ? alertRuleNames : [rule]
  return names.map((name) => toView(name, find(name, false), find(name, true)))
}

function toView(rule: AlertRuleName, account: SetRule | undefined, deployment: SetRule | undefined): AlertRule {
  const { title, description, subject, severity, isOn, threshold } = alertRuleDefault(rule)
  const effective = combineRule(rule, [account, deployment])
  return {
    rule,
    title,
    description: description.replace('{n}', String(effective.threshold)),
    subject,
    severity,
    threshold: threshold && { unit: threshold.unit, minimum: threshold.minimum, maximum: threshold.maximum },
    default: { isOn, threshold: threshold?.value ?? null, channels: null },
    account: account === undefined ? null : toSetting(account),
    deployment: deployment === undefined ? null : toSetting(deployment),
    effective: { ...effective, channels: effective.channels && [...effective.channels] },
  }
}

function toSetting({ isOn, threshold, channels }: SetRule): NonNullable<AlertRule['account']> {
  return { isOn, threshold, channels: channels && [...channels] }
}
