import {
  type AlertRule,
  type AlertRuleName,
  alertRuleDefault,
  type BodyOf,
  type Routes,
} from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import { createId } from '../../basics/create-id.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { ChangeRequest } from '../../server/routes/handler.ts'
import { readRuleViews } from './rule-views.ts'

/** Sets a rule for the account or for one deployment. Throws `SETTINGS_INVALID`, and `NOT_FOUND` for the deployment. */
export async function setRule(
  { db }: HubContext,
  request: ChangeRequest,
  rule: AlertRuleName,
  content: BodyOf<Routes['alertRule.set']>,
): Promise<AlertRule> {
  const account = request.account.id
  const { isOn, threshold } = content
  const deployment = content.deployment?.toLowerCase()
  const channels = content.channels && [...new Set(content.channels.map((id) => id.toLowerCase()))]
  checkThreshold(rule, threshold)
  if (deployment !== undefined && alertRuleDefault(rule).subject === 'connection') {
    const message = `The rule ${rule} is about connections, and is set for the account.`
    throw invalid([{ field: 'body.deployment', message, suggestion: 'Leave the deployment out.' }])
  }
  return await db.transaction().execute(async (trx) => {
    // Two who set the same rule follow one another.
    await trx.selectFrom('account').select('id').where('id', '=', account).forNoKeyUpdate().execute()
    if (deployment !== undefined) await findDeployment(trx, account, deployment)
    await refuseForeignChannels(trx, account, channels ?? [])
    await trx
      .deleteFrom('alert_rule')
      .where('account_id', '=', account)
      .where('rule', '=', rule)
      .where(sql<boolean>`deployment_id is not distinct from ${deployment ?? null}::uuid`)
      .execute()
    if (isOn !== null || threshold !== null || channels !== null) {
      await trx
        .insertInto('alert_rule')
        .values({
          account_id: account,
          id: createId(),
          rule,
          deployment_id: deployment ?? null,
          is_on: isOn,
          threshold,
          channels: channels && JSON.stringify(channels),
        })
        .execute()
    }
    await auditRequest(trx, request, {
      subject: { kind: 'alertRule', id: deployment ?? null, name: rule },
      detail: { deployment: deployment ?? null, isOn, threshold, channels },
    })
    const [view] = await readRuleViews(trx, account, { deployment, rule })
    if (!view) throw new TypeError(`There is no rule ${rule}`)
    return view
  })
}

function checkThreshold(rule: AlertRuleName, given: number | null): void {
  if (given === null) return
  const field = 'body.threshold'
  const { threshold } = alertRuleDefault(rule)
  if (threshold === null) {
    throw invalid([{ field, message: `The rule ${rule} has no threshold.`, suggestion: 'Leave it out.' }])
  }
  const { minimum, maximum, unit } = threshold
  const isWhole = Number.isInteger(given) || unit === 'hours'
  if (isWhole && given >= minimum && given <= maximum) return
  const kind = unit === 'hours' ? 'a number' : 'a whole number'
  const message = `The threshold is ${given}, and has to be ${kind} of ${unit} from ${minimum} to ${maximum}.`
  throw invalid([{ field, message, given: String(given) }])
}

async function findDeployment(trx: Kysely<Database>, account: string, id: string): Promise<void> {
  const row = await trx
    .selectFrom('deployment')
    .select('id')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  if (!row) throw notFound('deployment')
}

async function refuseForeignChannels(
  trx: Kysely<Database>,
  account: string,
  channels: readonly string[],
): Promise<void> {
  if (channels.length === 0) return
  const rows = await trx
    .selectFrom('alert_channel')
    .select('id')
    .where('account_id', '=', account)
    .where('id', 'in', [...channels])
    .forKeyShare()
    .execute()
  const unknown = channels.filter((id) => !rows.some((row) => row.id === id))
  if (unknown.length === 0) return
  throw invalid(
    unknown.map((id) => ({
      field: 'body.channels',
      message: `The account has no channel with the id ${id}.`,
      suggestion: 'alertChannels.list names them.',
      given: id,
    })),
  )
}

function invalid(
  fields: readonly { field: string; message: string; suggestion?: string; given?: string }[],
): HubProblem {
  return new HubProblem('SETTINGS_INVALID', {
    detail: fields.map(({ message }) => message).join(' '),
    suggestion: fields.find(({ suggestion }) => suggestion !== undefined)?.suggestion,
    fields,
  })
}
