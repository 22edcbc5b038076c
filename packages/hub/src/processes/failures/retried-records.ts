import { isLoad } from '@coupa-connector/process'
import type { BodyOf, Routes } from '@coupa-connector/protocol'
import type { Kysely, Selectable } from 'kysely'
import type { DeploymentTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'
import { readVersionToDeploy } from '../deployments/deploy-process.ts'
import type { NewRun } from '../runs/create-run.ts'

/** The records that a run tries again: of a process by their ids in Coupa, of a load by what is known of them here. */
export async function retriedRecords(
  trx: Kysely<Database>,
  { process_id, version }: Selectable<DeploymentTable>,
  { class: kind, group, ids, run }: BodyOf<Routes['failures.retry']>,
  found: readonly string[],
): Promise<Pick<NewRun, 'ids' | 'parameters'>> {
  const definition = await readVersionToDeploy(trx, process_id, version)
  if (!isLoad(definition)) return { ids: found.map(Number) }
  const labels = run === undefined && group === undefined ? ids : [...found]
  const retried = { ...(kind === undefined ? {} : { classes: [kind] }), ...(labels === undefined ? {} : { labels }) }
  return { parameters: { retried } }
}
