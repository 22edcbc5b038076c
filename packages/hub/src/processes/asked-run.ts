import {
  backFillOf,
  type Definition,
  DefinitionError,
  goesBesideRuns,
  isLoad,
  reconciliationOf,
} from '@coupa-connector/process'
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
  run: ['ids', 'limit', 'acceptInactivations', 'force'],
  check: [],
  answers: [],
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
  const definition = await readVersionToDeploy(trx, deployment.process_id, deployment.version)
  if (isLoad(definition)) refuseForLoads(asked)
  else refuseForDeliveries(asked, definition)
  const stream = isLoad(definition) ? streamOfLoad(kind) : streamOf(definition, kind, parameters)
  return { kind, ids, limit, parameters, stream }
}

function refuseForeign({ kind, ...asked }: Asked): void {
  const foreign = Object.entries(asked).find(
    ([name, value]) => value !== undefined && !taken[kind].includes(name as keyof Asked),
  )
  if (foreign !== undefined) throw invalid(foreign[0], `does not belong to a run of the kind ${kind}`)
  if (kind === 'backfill' && asked.range === undefined) throw invalid('range', 'is missing: a back-fill reads a range')
}

const loadKinds: readonly AskedKind[] = ['run', 'check', 'preview', 'verify']

/** Throws for what only processes have that move data out of Coupa. */
function refuseForLoads({ kind, ids, run }: Asked): void {
  if (!loadKinds.includes(kind)) {
    const detail = `The process loads data into Coupa, and a load has no runs of the kind ${kind}.`
    throw new HubProblem('DEFINITION_INVALID', { detail })
  }
  if (ids !== undefined) throw invalid('ids', 'does not belong to a load, which takes whole inputs')
  if (run !== undefined) throw invalid('run', 'does not belong to a load: all records that it loaded are compared')
}

/** Throws for what only loads have. */
function refuseForDeliveries({ kind, acceptInactivations, force }: Asked, { acknowledge }: Definition): void {
  if (kind === 'answers' && acknowledge.answers === undefined) {
    const detail = 'The process names no place from which answers could be taken: acknowledge.answers is missing.'
    throw new HubProblem('DEFINITION_INVALID', { detail })
  }
  if (acceptInactivations !== undefined) throw invalid('acceptInactivations', 'belongs to loads')
  if (force !== undefined) throw invalid('force', 'belongs to loads')
}

function streamOfLoad(kind: AskedKind): NewRun['stream'] {
  return kind === 'preview' ? 'look' : 'main'
}

function streamOf(
  definition: Definition,
  kind: AskedKind,
  { range = {}, acknowledges, compare }: RunParameters,
): NewRun['stream'] {
  if (kind === 'preview') return 'look'
  if (kind !== 'reconcile' && kind !== 'backfill') return 'main'
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
