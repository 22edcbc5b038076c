import type { ChangeOperation } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'
import { type Fit, type RuleContent, ruleFits } from './rule-fits.ts'

/** The rule that lets a change through now. */
export interface LettingRule extends Fit {
  readonly id: string
  readonly name: string
}

/**
 * Finds a rule that lets a change through and has not reached its limits. Call it in the transaction that writes the change,
 * under the lock of the account's proposals: so two at once cannot pass a limit together.
 */
export async function findLettingRule(
  trx: Kysely<Database>,
  account: string,
  connection: string,
  operation: ChangeOperation,
): Promise<LettingRule | undefined> {
  const rules = await trx
    .selectFrom('approval_rule')
    .select(['id', 'content'])
    .where('account_id', '=', account)
    .where('connection_id', '=', connection)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  for (const { id, content } of rules) {
    const fit = ruleFits(content, operation)
    if (fit && (await hasRoom(trx, account, id, content, fit))) return { id, name: content.name, ...fit }
  }
  return undefined
}

async function hasRoom(
  trx: Kysely<Database>,
  account: string,
  rule: string,
  { mostPerDay, amount }: RuleContent,
  fit: Fit,
): Promise<boolean> {
  const { rows } = await sql<{ has_room: boolean }>`
    select count(*) < ${mostPerDay}::int
      and (${amount?.mostPerDay ?? null}::numeric is null
        or coalesce(sum(amount), 0) + ${fit.amount ?? '0'}::numeric <= ${amount?.mostPerDay ?? null}::numeric) as has_room
    from proposal
    where account_id = ${account}::uuid and rule_id = ${rule}::uuid and decided_at > hub_now() - interval '24 hours'`.execute(
    trx,
  )
  return rows[0]?.has_room === true
}
