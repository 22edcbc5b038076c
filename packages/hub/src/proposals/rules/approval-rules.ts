import { findAction, findResource } from '@coupa-connector/catalog'
import type { ApprovalRule, Routes } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import { createId } from '../../basics/create-id.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'
import type { HandlerRequest } from '../../server/routes/handler.ts'
import type { RuleContent } from './rule-fits.ts'

/** More rules than anybody keeps in mind. */
const mostRules = 50

/** The rules of an account, the oldest first, with what each has let through in the last 24 hours. */
export async function listRules(db: Kysely<Database>, account: string, id?: string): Promise<ApprovalRule[]> {
  const rows = await db
    .selectFrom('approval_rule')
    .innerJoin('connection', (join) =>
      join
        .onRef('connection.id', '=', 'approval_rule.connection_id')
        .onRef('connection.account_id', '=', 'approval_rule.account_id'),
    )
    .selectAll('approval_rule')
    .select((query) => [
      'connection.name as connection_name',
      query
        .selectFrom('proposal')
        .whereRef('proposal.account_id', '=', 'approval_rule.account_id')
        .whereRef('proposal.rule_id', '=', 'approval_rule.id')
        .where(sql<boolean>`proposal.decided_at > hub_now() - interval '24 hours'`)
        .select(
          sql<{ changes: number; amount: string }>`json_build_object(
            'changes', count(*), 'amount', coalesce(sum(proposal.amount), 0)::text)`.as('used'),
        )
        .as('used'),
    ])
    .where('approval_rule.account_id', '=', account)
    .$if(id !== undefined, (query) => query.where('approval_rule.id', '=', id ?? ''))
    .orderBy('approval_rule.created_at')
    .orderBy('approval_rule.id')
    .execute()
  return rows.map((row) => ({
    ...row.content,
    id: row.id,
    connection: { id: row.connection_id, name: row.connection_name },
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    used: row.used ?? { changes: 0, amount: '0' },
  }))
}

/** Keeps a rule; called in a transaction. Throws `REQUEST_INVALID` that names what Coupa does not have. */
export async function createRule(
  trx: Kysely<Database>,
  request: HandlerRequest<Routes['approvalRules.create']>,
): Promise<ApprovalRule> {
  const { account, actor, body } = request
  const { connection, ...content } = body
  checkRule(content)
  const found = await trx
    .selectFrom('connection')
    .select('name')
    .where('account_id', '=', account.id)
    .where('id', '=', connection)
    .executeTakeFirst()
  if (!found) throw notFound('connection')
  await sql`select pg_advisory_xact_lock(hashtextextended(${`approval rules ${account.id}`}, 0))`.execute(trx)
  if ((await listRules(trx, account.id)).length >= mostRules) {
    throw new HubProblem('QUOTA_REACHED', {
      detail: `The account has ${mostRules} rules.`,
      suggestion: 'Delete one that is no longer needed.',
    })
  }
  const id = createId()
  await trx
    .insertInto('approval_rule')
    .values({
      account_id: account.id,
      id,
      connection_id: connection,
      content: JSON.stringify(content),
      created_by: JSON.stringify(actor),
      created_at: hubNow(),
    })
    .execute()
  await auditRequest(trx, request, {
    subject: { kind: 'approvalRule', id, name: content.name },
    detail: { connection: found.name, ...content },
  })
  const [rule] = await listRules(trx, account.id, id)
  if (!rule) throw new Error('A rule was made and is not there')
  return rule
}

/** Deletes a rule; called in a transaction. Throws `NOT_FOUND`. */
export async function deleteRule(
  trx: Kysely<Database>,
  request: HandlerRequest<Routes['approvalRule.delete']>,
): Promise<void> {
  const deleted = await trx
    .deleteFrom('approval_rule')
    .where('account_id', '=', request.account.id)
    .where('id', '=', request.params.approvalRule)
    .returning(['id', 'content'])
    .executeTakeFirst()
  if (!deleted) throw notFound('approval rule')
  await auditRequest(trx, request, {
    subject: { kind: 'approvalRule', id: deleted.id, name: deleted.content.name },
  })
}

/** A rule that could never fit is a mistake of whoever makes it. */
function checkRule({ resource, change, fields, amount }: RuleContent): void {
  const description = findResource(resource)
  const fault = (field: string, message: string): HubProblem =>
    new HubProblem('REQUEST_INVALID', {
      detail: `The rule lets nothing through: ${message}`,
      suggestion: 'Look at the resource in Explore, or with: coupa-connector resources NAME',
      fields: [{ field, message }],
    })
  if (!description) throw fault('resource', `Coupa has no resource ${JSON.stringify(resource)}.`)
  if (change.action === 'act') {
    const action = findAction(description, change.name)
    if (action?.level !== 'record') throw fault('change', `${resource} has no action ${JSON.stringify(change.name)}.`)
  } else {
    const names = new Set(description.fields.filter(({ isWritable }) => isWritable).map(({ name }) => name))
    const unknown = fields.find((field) => !names.has((field.split('.')[0] ?? '').replaceAll('_', '-')))
    if (unknown !== undefined) throw fault('fields', `${resource} has no field ${JSON.stringify(unknown)} to write.`)
    if (fields.length === 0) throw fault('fields', 'Name the fields that may be written.')
  }
  if (amount !== undefined && !fields.includes(amount.field)) {
    throw fault('amount', `${JSON.stringify(amount.field)} is not among the fields.`)
  }
}
