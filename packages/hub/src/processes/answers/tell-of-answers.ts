import { type Kysely, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { createRun, type NewRun } from '../runs/create-run.ts'

/**
 * Lets a run tell Coupa of answers that were just kept: one that has not begun, or a new one. Returns its id. The caller has
 * locked the deployment.
 */
export async function tellOfAnswers(
  context: HubContext,
  trx: Kysely<Database>,
  { deployment, requestedBy, trigger }: Pick<NewRun, 'deployment' | 'requestedBy' | 'trigger'>,
): Promise<string> {
  const coming = await findComingRun(trx, deployment.id)
  if (coming !== undefined) return coming
  const made = await createRun(context, trx, { deployment, kind: 'answers', trigger, requestedBy })
  if (made === undefined) throw new TypeError('A run that nobody planned was made before')
  return made
}

/** A run that begins in any case: each begins with what it has to tell Coupa. */
async function findComingRun(trx: Kysely<Database>, deployment: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('process_run')
    .innerJoin('deployment', 'deployment.id', 'process_run.deployment_id')
    .select('process_run.id')
    .where('deployment_id', '=', deployment)
    .where('process_run.kind', 'in', ['run', 'answers'])
    .where('process_run.cancel_requested_at', 'is', null)
    .where((where) =>
      where.or([
        where('process_run.state', '=', 'queued'),
        // A deployment that is paused, or that may be in maintenance, starts nothing by itself.
        where.and([
          where('process_run.state', '=', 'waiting'),
          sql<boolean>`(process_run.trigger in ('person', 'api', 'retry')
            or (deployment.paused_at is null and deployment.maintenance = '[]'))`,
        ]),
      ]),
    )
    .orderBy('process_run.created_at')
    .orderBy('process_run.id')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
