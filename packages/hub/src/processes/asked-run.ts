import { backFillOf, DefinitionError, goesBesideRuns, reconciliationOf } from '@coupa-connector/process'
import type { BodyOf, Routes, RunParameters } from '@coupa-connector/protocol'
import type { Kysely, Selectable } from 'kysely'
import { HubProblem } from '../basics/problem.ts'
import type { DeploymentTable } from '../database/process-tables.ts'
import type { Database } from '../database/schema.ts'
import { readVersionToDeploy } from './deployments/deploy-process.ts'
import type { NewRun } from './runs/create-run.ts'

type Asked = BodyOf<Routes['runs.start']>
type AskedKind = Asked['kind']

/** What each kind takes beside the kind itself. */
const taken: Readonly<Record<AskedKind, readonly (keyof Asked)[]>> = {
  run: ['ids', 'limit'],
  check: [],
  reconcile: ['acceptDeletions', 'compare'],
  backfill: ['range', 'acknowledges', 'redelivers', 'limit'],
  verify: ['run'],
  preview: ['records', 'ids'],
}

/**
 * What somebody asks for, as the run to be made. Throws `REQUEST_INVALID` for what does not belong to the kind, and
 * `DEFINITION_INVALID` where the process that is deployed has no such run.
 */
export async function askedRun(
  trx: Kysely<Database>,
  deployment: Selectable<DeploymentTable>,
  asked: Asked,
): Promise<Pick<NewRun, 'kind' | 'ids' | 'limit' | 'parameters' | 'stream'>> {
  const { kind, ids, limit, ...parameters } = asked
  refuseForeign(asked)
  const stream = await streamOf(trx, deployment, kind, parameters)
  return { kind, ids, limit, parameters, stream }
}

function refuseForeign({ kind, ...asked }: Asked): void {
  const foreign = Object.entries(asked).find(
    ([name, value]) => value !== undefined && !taken[kind].includes(name as keyof Asked),
  )
  if (foreign !== undefined) throw invalid(foreign[0], `does not belong to a run of the kind ${kind}`)
  if (kind === 'backfill' && asked.range === undefined) throw invalid('range', 'is missing: a back-fill reads a range')
}

async function streamOf(
  trx: Kysely<Database>,
  deployment: Selectable<DeploymentTable>,
  kind: AskedKind,
  { range = {}, acknowledges, compare }: RunParameters,
): Promise<NewRun['stream']> {
  if (kind === 'preview') return 'look'
  if (kind !== 'reconcile' && kind !== 'backfill') return 'main'
  const definition = await readVersionToDeploy(trx, deployment.process_id, deployment.version)
  try {
    if (kind === 'reconcile') {
      reconciliationOf(definition, compare)
      return 'main'
    }
    return goesBesideRuns(backFillOf(definition, range, { acknowledges })) ? 'back-fill' : 'main'
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error
    throw new HubProblem('DEFINITION_INVALID', { detail: error.message.slice(0, 4000) })
  }
}

function invalid(name: string, message: string): HubProblem {
  const field = `body.${name}`
  return new HubProblem('REQUEST_INVALID', { detail: `${field} ${message}.`, fields: [{ field, message }] })
}
