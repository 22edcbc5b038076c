import { describe } from '@coupa-connector/catalog'
import { isLoad, markingOf, parseProcess } from '@coupa-connector/process'
import type { Kysely, Selectable } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { DeploymentTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'
import { createRun, type NewRun } from '../runs/create-run.ts'

/**
 * Lets a run mark records as exported that somebody dismissed. Returns its id. Throws `NOT_READY` for a resource that cannot be
 * marked. The caller has locked the deployment.
 */
export async function markDismissed(
  context: HubContext,
  trx: Kysely<Database>,
  deployment: Selectable<DeploymentTable>,
  ids: readonly string[],
  by: Pick<NewRun, 'requestedBy' | 'trigger'>,
): Promise<string> {
  const { definition } = await trx
    .selectFrom('process_version')
    .select('definition')
    .where('account_id', '=', deployment.account_id)
    .where('process_id', '=', deployment.process_id)
    .where('number', '=', deployment.version)
    .executeTakeFirstOrThrow()
  const process = parseProcess(definition)
  if (isLoad(process)) {
    throw new HubProblem('NOT_READY', {
      detail: 'A load marks no records as exported.',
      suggestion: 'Dismiss the failures without marking the records.',
    })
  }
  const { resource } = process.source
  if (markingOf(describe(resource)) === undefined) {
    throw new HubProblem('NOT_READY', {
      detail: `${resource} has no exported flag that could be set.`,
      suggestion: 'Dismiss the failures without marking the records.',
    })
  }
  const made = await createRun(context, trx, { deployment, kind: 'answers', ids: ids.map(Number), ...by })
  if (made === undefined) throw new TypeError('A run that nobody planned was made before')
  return made
}
