import type { Kysely } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'
import type { ChangeRequest } from '../../server/routes/handler.ts'

interface VersionOfProcess {
  readonly process: string
  readonly number: number
}

/** Notes that the caller finds a version fit for production. Throws `NOT_FOUND`. */
export async function approveVersion(
  { db }: HubContext,
  request: ChangeRequest,
  { process, number }: VersionOfProcess,
): Promise<void> {
  const { account, actor } = request
  await db.transaction().execute(async (trx) => {
    const approved = await trx
      .updateTable('process_version')
      .set({ approved_at: hubNow(), approved_by: actor.id, approved_by_name: actor.name })
      .where('account_id', '=', account.id)
      .where('process_id', '=', process)
      .where('number', '=', number)
      .returning('number')
      .executeTakeFirst()
    if (!approved) throw notFound('version')
    const named = await trx.selectFrom('process').select('name').where('id', '=', process).executeTakeFirst()
    await auditRequest(trx, request, {
      subject: { kind: 'process', id: process, name: named?.name ?? '' },
      detail: { version: number },
    })
  })
}

/**
 * Refuses a version in production that nobody else has approved, where the account wants that. The person behind an API key is who
 * made it. Throws `APPROVAL_NEEDED`.
 */
export async function refuseUnapproved(
  trx: Kysely<Database>,
  { account, actor }: Pick<ChangeRequest, 'account' | 'actor'>,
  environment: { readonly name: string; readonly classification: string },
  { process, number }: VersionOfProcess,
): Promise<void> {
  if (environment.classification !== 'production') return
  const policy = await trx
    .selectFrom('account')
    .select('production_deploys')
    .where('id', '=', account.id)
    .executeTakeFirst()
  if (policy?.production_deploys !== 'with-approval') return
  const version = await trx
    .selectFrom('process_version')
    .select(['approved_by', 'approved_by_name'])
    .where('account_id', '=', account.id)
    .where('process_id', '=', process)
    .where('number', '=', number)
    .executeTakeFirst()
  const approver = version?.approved_by ?? null
  if (approver !== null && approver !== (await personBehind(trx, actor))) return
  throw new HubProblem('APPROVAL_NEEDED', {
    detail:
      approver === null
        ? `Version ${number} has no approval yet, and the account lets only approved ones into ${environment.name}.`
        : `You approved version ${number} yourself, and the account wants two people for ${environment.name}.`,
    suggestion:
      approver === null
        ? 'Ask another administrator to look at the version and to approve it.'
        : 'Ask another administrator to deploy it, or to approve it in your place.',
  })
}

async function personBehind(trx: Kysely<Database>, { kind, id }: ChangeRequest['actor']): Promise<string | null> {
  if (kind !== 'key' || id === null) return id
  const key = await trx.selectFrom('api_key').select('created_by').where('id', '=', id).executeTakeFirst()
  return key?.created_by ?? id
}
