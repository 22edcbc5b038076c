import { auditRequest } from '../../audit/audit-request.ts'
import { notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { ChangeRequest } from '../../server/routes/handler.ts'
import { concludeRun, lockDeploymentOfRun } from './conclude-run.ts'

/**
 * Asks for the end of a run. One that no node has ends at once; one that a node has ends after the batch in hand, and when it
 * is asked for again, at once. Throws `NOT_FOUND`.
 */
export async function cancelRun(context: HubContext, request: ChangeRequest, id: string): Promise<void> {
  await context.db.transaction().execute(async (trx) => {
    const deployment = await lockDeploymentOfRun(trx, id)
    const run = await trx
      .selectFrom('process_run')
      .innerJoin('process', 'process.id', 'process_run.process_id')
      .select(['process_run.state', 'process_run.cancel_requested_at', 'process.name'])
      .where('process_run.account_id', '=', request.account.id)
      .where('process_run.id', '=', id)
      .executeTakeFirst()
    if (!run || deployment === undefined) throw notFound('run')
    if (run.state === 'ended' || run.state === 'skipped') return
    await auditRequest(trx, request, { subject: { kind: 'run', id, name: run.name } })
    if (run.state === 'waiting' || run.state === 'queued') {
      const reason = 'The run was cancelled before it began.'
      await concludeRun(context, trx, { id, deployment }, { outcome: 'cancelled', code: 'CANCELLED', reason })
      return
    }
    await trx
      .updateTable('process_run')
      .set(run.cancel_requested_at === null ? { cancel_requested_at: hubNow() } : { is_cancel_immediate: true })
      .where('id', '=', id)
      .execute()
  })
}
