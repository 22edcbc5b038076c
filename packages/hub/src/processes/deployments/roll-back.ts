import { isLoad, markedResource } from '@coupa-connector/process'
import type { Routes } from '@coupa-connector/protocol'
import { auditRequest } from '../../audit/audit-request.ts'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { HandlerRequest } from '../../server/routes/handler.ts'
import { refuseUnapproved } from '../definitions/approve-version.ts'
import { lockDeployment } from './change-deployment.ts'
import { followChange, readVersionToDeploy, requireRole } from './deploy-process.ts'
import { refuseMissingEnds } from './deployment-ends.ts'

/** Deploys the version that was there before. Throws `NOT_FOUND`, `ROLE_TOO_LOW`, and `NOT_READY` without one. */
export async function rollBack(
  { db }: HubContext,
  request: HandlerRequest<Routes['deployment.rollback']>,
): Promise<void> {
  const { account, params } = request
  await db.transaction().execute(async (trx) => {
    const deployment = await lockDeployment(trx, account.id, params.deployment)
    const environment = await trx
      .selectFrom('environment')
      .select(['name', 'classification'])
      .where('id', '=', deployment.environment_id)
      .executeTakeFirstOrThrow()
    requireRole(request, environment)
    const { previous_version: version } = deployment
    if (version === null) {
      throw new HubProblem('NOT_READY', {
        detail: `No other version was deployed in ${environment.name} before.`,
        suggestion: 'Deploy the version that you want.',
      })
    }
    await refuseUnapproved(trx, request, environment, { process: deployment.process_id, number: version })
    const definition = await readVersionToDeploy(trx, deployment.process_id, version)
    await refuseMissingEnds(trx, deployment.id, { version, definition })
    await followChange(trx, deployment, definition)
    await trx
      .updateTable('deployment')
      .set({
        version,
        marks: isLoad(definition) ? null : markedResource(definition),
        previous_version: deployment.version,
        revision: deployment.revision + 1,
      })
      .where('id', '=', deployment.id)
      .execute()
    await auditRequest(trx, request, {
      subject: { kind: 'deployment', id: deployment.id, name: environment.name },
      detail: { version, from: deployment.version },
    })
  })
}
