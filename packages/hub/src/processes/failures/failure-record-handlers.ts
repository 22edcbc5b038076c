import { isLoad } from '@coupa-connector/process'
import type { ProcessFailure, ProcessFailurePayload } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { lockDeployment } from '../deployments/change-deployment.ts'
import { readVersionToDeploy } from '../deployments/deploy-process.ts'
import { readDeployment } from '../deployments/deployment-view.ts'
import { findSetAside } from '../loads/record-edits.ts'
import { createRun } from '../runs/create-run.ts'
import { readRun } from '../runs/run-view.ts'
import { correctRecord, keepCorrection, toEdit } from './edit-failure.ts'
import { readFailure } from './process-failures.ts'
import { createRecordMapping, type RecordMapping } from './record-mapping.ts'

/** The records that were set aside themselves, for those who may read and correct them. */
export function createFailureRecordHandlers(context: HubContext): Pick<Handlers, 'failures.show' | 'failures.edit'> {
  const { db } = context
  const mapping = createRecordMapping(context)
  return {
    'failures.show': async (request) => {
      const { account, params, body } = request
      const { process, version, environment } = await readDeployment(db, account.id, params.deployment)
      const failure = await readFailure(db, params.deployment, body.id)
      // Nobody reads a record that is not in the audit log.
      await auditRequest(db, request, {
        subject: { kind: 'deployment', id: params.deployment, name: process.name },
        detail: { environment: environment.name, record: body.id },
      })
      const deployed = { account: account.id, id: params.deployment, process: process.id, version }
      return { body: await payloadOf(db, mapping, deployed, failure) }
    },
    'failures.edit': async (request) => {
      const { account, actor, params, body } = request
      const place = { account: account.id, deployment: params.deployment }
      const corrected = await correctRecord(context, mapping, place, body)
      return await request.commit(async (trx) => {
        const deployment = await lockDeployment(trx, account.id, params.deployment)
        const { changed } = await keepCorrection(trx, deployment, corrected, actor.name)
        const made = await createRun(context, trx, {
          ...{ deployment, kind: 'run', trigger: 'retry', requestedBy: actor },
          parameters: { retried: { labels: [body.id] } },
        })
        if (made === undefined) throw new TypeError('A run that nobody planned was made before')
        const started = await readRun(trx, account.id, made)
        await auditRequest(trx, request, {
          subject: { kind: 'deployment', id: params.deployment, name: started.process.name },
          detail: { environment: started.environment, record: body.id, changed, run: made },
        })
        return { body: started }
      })
    },
  }
}

interface Deployed {
  readonly account: string
  readonly id: string
  readonly process: string
  readonly version: number
}

async function payloadOf(
  db: Kysely<Database>,
  mapping: RecordMapping,
  { account, id: deployment, process, version }: Deployed,
  failure: ProcessFailure,
): Promise<ProcessFailurePayload> {
  const nothing = { failure, source: null, mapped: null, isCut: false, faults: [], input: null, edited: null }
  const definition = await readVersionToDeploy(db, process, version)
  if (!isLoad(definition)) return { ...nothing, ...(await keptPayload(db, deployment, failure.id)) }
  const row = await findSetAside({ trx: db, deployment }, failure.id)
  if (row === undefined) return nothing
  const { source, mapped, isCut, faults } = await mapping.show({ account, definition, row: toEdit(row) })
  return {
    ...{ failure, source: toJson(source), mapped: toJson(mapped), isCut: isCut ?? false, faults: [...faults] },
    input: { name: row.name, row: row.row },
    edited: row.edited === null ? null : { by: row.edited.by, at: new Date(row.edited.atMs).toISOString() },
  }
}

/** What the run has kept of the record. */
async function keptPayload(
  db: Kysely<Database>,
  deployment: string,
  record: string,
): Promise<Partial<ProcessFailurePayload>> {
  const row = await db
    .selectFrom('process_failure_payload')
    .select('payload')
    .where('deployment_id', '=', deployment)
    .where('record_id', '=', record)
    .executeTakeFirst()
  if (row === undefined) return {}
  const { source, mapped, isCut } = row.payload
  return { source: toJson(source), mapped: toJson(mapped), isCut: isCut === true }
}

function toJson(value: unknown): ProcessFailurePayload['source'] {
  return (value ?? null) as ProcessFailurePayload['source'] // it came as JSON
}
