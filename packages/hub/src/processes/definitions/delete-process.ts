import { auditRequest } from '../../audit/audit-request.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { ChangeRequest } from '../../server/routes/handler.ts'

/** Deletes a process with its versions. Throws `NOT_FOUND`, and `IN_USE` while it is deployed somewhere. */
export async function deleteProcess({ db }: HubContext, request: ChangeRequest, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('process')
      .select('name')
      .where('account_id', '=', request.account.id)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw notFound('process')
    const used = await trx
      .selectFrom('deployment')
      .innerJoin('environment', 'environment.id', 'deployment.environment_id')
      .select('environment.name')
      .where('deployment.process_id', '=', id)
      .execute()
    if (used.length > 0) {
      throw new HubProblem('IN_USE', {
        detail: `${row.name} is deployed in ${used.map(({ name }) => name).join(' and ')}.`,
        suggestion: 'Delete its deployments first.',
      })
    }
    await trx.deleteFrom('process').where('id', '=', id).execute()
    await auditRequest(trx, request, { subject: { kind: 'process', id, name: row.name } })
  })
}
