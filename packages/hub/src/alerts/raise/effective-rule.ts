import { type AlertRuleName, alertRuleDefault } from '@coupa-connector/protocol'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { AlertRuleTable } from '../../database/alert-tables.ts'
import type { Database } from '../../database/schema.ts'

/** What applies of a rule. */
export interface EffectiveRule {
  readonly isOn: boolean
  /** Null for a rule without a number. */
  readonly threshold: number | null
  /** The channels that its alerts go to; null: all that are enabled. */
  readonly channels: readonly string[] | null
}

/** What somebody set for a rule; null inherits. */
export interface SetRule {
  readonly isOn: boolean | null
  readonly threshold: number | null
  readonly channels: readonly string[] | null
}

/** What applies: the default, then what is set for the account, then for the deployment. */
export function combineRule(rule: AlertRuleName, settings: readonly (SetRule | undefined)[]): EffectiveRule {
  const { isOn, threshold } = alertRuleDefault(rule)
  const initial: EffectiveRule = { isOn, threshold: threshold?.value ?? null, channels: null }
  return settings.reduce<EffectiveRule>(
    (before, set) => ({
      isOn: set?.isOn ?? before.isOn,
      threshold: before.threshold === null ? null : (set?.threshold ?? before.threshold),
      channels: set?.channels ?? before.channels,
    }),
    initial,
  )
}

/** Rules of an account that are read once and asked for often. */
export type RulesOf = (rule: AlertRuleName, deployment?: string) => EffectiveRule

/** Reads what is set in an account, for all of its deployments or for one. */
export async function readRules(
  trx: Kysely<Database>,
  account: string,
  { deployment, rule }: { readonly deployment?: string | undefined; readonly rule?: AlertRuleName | undefined } = {},
): Promise<RulesOf> {
  const rows = await trx
    .selectFrom('alert_rule')
    .select(['rule', 'deployment_id', 'is_on', 'threshold', 'channels'])
    .where('account_id', '=', account)
    .$if(deployment !== undefined, (select) =>
      select.where(sql<boolean>`(deployment_id is null or deployment_id = ${deployment ?? null}::uuid)`),
    )
    .$if(rule !== undefined, (select) => select.where('rule', '=', rule ?? 'run-failed'))
    .execute()
  return rulesOf(rows)
}

/** Reads what is set in all accounts, for who looks at all of their deployments. */
export async function readAllRules(db: Kysely<Database>): Promise<(account: string) => RulesOf> {
  const rows = await db
    .selectFrom('alert_rule')
    .select(['account_id', 'rule', 'deployment_id', 'is_on', 'threshold', 'channels'])
    .execute()
  const byAccount = Map.groupBy(rows, ({ account_id }) => account_id)
  return (account) => rulesOf(byAccount.get(account) ?? [])
}

type RuleRow = Pick<Selectable<AlertRuleTable>, 'rule' | 'deployment_id' | 'is_on' | 'threshold' | 'channels'>

function rulesOf(rows: readonly RuleRow[]): RulesOf {
  const find = (name: AlertRuleName, id: string | null): SetRule | undefined => {
    const row = rows.find((each) => each.rule === name && each.deployment_id === id)
    return row && { isOn: row.is_on, threshold: row.threshold, channels: row.channels }
  }
  return (name, of) => combineRule(name, [find(name, null), of === undefined ? undefined : find(name, of)])
}
