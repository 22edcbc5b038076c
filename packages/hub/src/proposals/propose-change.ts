import { createHash } from 'node:crypto'
import { decisionDays, describeChange, mostWaiting } from '@coupa-connector/mcp'
import type { Actor, ChangeOperation, Routes } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { auditRequest } from '../audit/audit-request.ts'
import { createId } from '../basics/create-id.ts'
import { HubProblem, notFound } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import { hubNow, hubNowPlus } from '../database/hub-now.ts'
import type { Database } from '../database/schema.ts'
import type { HandlerRequest } from '../server/routes/handler.ts'
import { findLettingRule, type LettingRule } from './rules/letting-rule.ts'
import { startChange } from './start-change.ts'

const openMs = decisionDays * 86_400_000

/**
 * Keeps a proposal; called in a transaction. The same change that the same caller proposes once more, while nobody has decided,
 * is the same proposal, so that an agent that repeats itself asks people once. What a rule of the account lets through is
 * approved and started in the same transaction. Returns its id.
 */
export async function proposeChange(
  context: HubContext,
  trx: Kysely<Database>,
  request: HandlerRequest<Routes['proposals.create']>,
): Promise<string> {
  const { account, actor, params, body } = request
  const { operation, reason, agent } = body
  const connection = await trx
    .selectFrom('connection')
    .select('name')
    .where('account_id', '=', account.id)
    .where('id', '=', params.connection)
    .executeTakeFirst()
  if (!connection) throw notFound('connection')
  // One after the other in an account, so that the count holds.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`proposals ${account.id}`}, 0))`.execute(trx)
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from proposal
    where account_id = ${account.id}::uuid and state = 'open' and expires_at > hub_now()`.execute(trx)
  const fingerprint = fingerprintOf([params.connection, actor.id, operation])
  await sql`
    delete from proposal
    where account_id = ${account.id}::uuid and fingerprint = ${fingerprint} and state = 'open' and expires_at <= hub_now()`.execute(
    trx,
  )
  const known = await trx
    .selectFrom('proposal')
    .select('id')
    .where('account_id', '=', account.id)
    .where('fingerprint', '=', fingerprint)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (known) return known.id
  if ((rows[0]?.open ?? 0) >= mostWaiting) {
    throw new HubProblem('QUOTA_REACHED', {
      detail: `${mostWaiting} proposals of this account wait for a decision.`,
      suggestion: 'Let people decide them first.',
    })
  }
  const id = createId()
  const { title } = describeChange(operation)
  await trx
    .insertInto('proposal')
    .values({
      account_id: account.id,
      id,
      connection_id: params.connection,
      operation: JSON.stringify(operation),
      reason,
      agent,
      proposed_by: JSON.stringify(actor),
      fingerprint,
      state: 'open',
      created_at: hubNow(),
      expires_at: hubNowPlus(openMs),
      job_id: null,
    })
    .execute()
  const rule = await findLettingRule(trx, account.id, params.connection, operation)
  const isLet = rule !== undefined && (await letThrough(context, trx, request, { id, operation, rule }))
  await auditRequest(trx, request, {
    subject: { kind: 'proposal', id, name: title },
    detail: { connection: connection.name, agent, ...(isLet ? { letThroughBy: rule.name } : {}) },
  })
  return id
}

/**
 * Approves a proposal in the name of a rule, and starts it. False where it cannot be started, for a reason that a person
 * should see: then it waits for one.
 */
async function letThrough(
  context: HubContext,
  trx: Kysely<Database>,
  request: HandlerRequest<Routes['proposals.create']>,
  { id, operation, rule }: { readonly id: string; readonly operation: ChangeOperation; readonly rule: LettingRule },
): Promise<boolean> {
  const { account, actor, meta, params } = request
  const job = await startChange(context, trx, { account, actor, meta, connection: params.connection, operation }).catch(
    (error: unknown) => {
      if (error instanceof HubProblem) return undefined
      throw error
    },
  )
  if (!job) return false
  await trx
    .updateTable('proposal')
    .set({
      state: 'approved',
      decided_by: JSON.stringify({ kind: 'system', id: null, name: `The rule “${rule.name}”` } satisfies Actor),
      decided_at: hubNow(),
      job_id: job,
      rule_id: rule.id,
      rule_name: rule.name,
      amount: rule.amount,
    })
    .where('account_id', '=', account.id)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute()
  return true
}

function fingerprintOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}
