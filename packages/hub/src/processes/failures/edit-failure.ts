import { isDeepStrictEqual } from 'node:util'
import { type EditedRecord, isLoad, type RecordToEdit } from '@coupa-connector/process'
import type { BodyOf, Routes } from '@coupa-connector/protocol'
import type { Kysely, Selectable } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { DeploymentTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'
import { readVersionToDeploy } from '../deployments/deploy-process.ts'
import { readDeployment } from '../deployments/deployment-view.ts'
import { findRowWithKey, findSetAside, keepEdit, type SetAsideRow } from '../loads/record-edits.ts'
import type { DeploymentState } from '../state/held-run.ts'
import { readFailure } from './process-failures.ts'
import type { RecordMapping } from './record-mapping.ts'

/** The database finds no longer texts in an index. Without a key, a record is looked up by what it says itself. */
const longestKey = 500

/** A corrected record of a load, and what it was judged by. */
export interface CorrectedRecord {
  readonly id: string
  readonly version: number
  readonly row: SetAsideRow
  readonly edited: EditedRecord
}

/**
 * Maps a corrected record, before anything is locked. Throws `NOT_READY` where there is nothing to correct, and `REQUEST_INVALID`
 * with every fault of the record.
 */
export async function correctRecord(
  { db }: Pick<HubContext, 'db'>,
  mapping: RecordMapping,
  { account, deployment }: { readonly account: string; readonly deployment: string },
  { id, record }: BodyOf<Routes['failures.edit']>,
): Promise<CorrectedRecord> {
  const { process, version } = await readDeployment(db, account, deployment)
  const definition = await readVersionToDeploy(db, process.id, version)
  if (!isLoad(definition)) {
    throw new HubProblem('NOT_READY', {
      detail: 'The process moves data out of Coupa, and its records are read again from there.',
      suggestion: 'Correct the record in Coupa, and retry it.',
    })
  }
  const row = await findOpen({ trx: db, deployment }, id)
  const edited = await mapping.edit({ account, definition, row: toEdit(row) }, record)
  if ('faults' in edited) {
    const faults = edited.faults.map(({ field, message }) => ({ field: `body.record.${field}`, message }))
    throw new HubProblem('REQUEST_INVALID', {
      detail: edited.faults.map(({ message }) => message).join(' '),
      fields: faults,
    })
  }
  return { id, version, row, edited }
}

/**
 * Puts a corrected record in the place of the one that was set aside; answers with the columns that were changed. Throws
 * `NOT_READY` where the record or the process has changed since. The caller has locked the deployment.
 */
export async function keepCorrection(
  trx: Kysely<Database>,
  { id: deployment, version }: Selectable<DeploymentTable>,
  { id, edited, ...judged }: CorrectedRecord,
  by: string,
): Promise<{ readonly changed: readonly string[] }> {
  const row = await findOpen({ trx, deployment }, id)
  if (version !== judged.version || !isDeepStrictEqual(row, judged.row)) {
    throw new HubProblem('NOT_READY', {
      detail: `The record ${id} or its process was changed at this moment.`,
      suggestion: 'Look at the record again, and correct it as it is now.',
    })
  }
  await refuseOtherKey(trx, deployment, row, edited.key)
  const key = edited.key !== undefined && edited.key.length > longestKey ? undefined : edited.key
  await keepEdit({ trx, deployment }, id, row, { ...edited, key }, by)
  return { changed: edited.changed }
}

/** What of a row its mapping needs. */
export function toEdit({ fields, does_null_clear: doesNullClear, edited }: SetAsideRow): RecordToEdit {
  return { fields, doesNullClear, sourceHash: edited?.sourceHash }
}

async function findOpen(state: DeploymentState, id: string): Promise<SetAsideRow> {
  const { state: failure } = await readFailure(state.trx, state.deployment, id)
  const row = failure === 'open' ? await findSetAside(state, id) : undefined
  if (row !== undefined) return row
  throw new HubProblem('NOT_READY', {
    detail: `The record ${id} is not set aside any more, so there is nothing to correct.`,
    suggestion: 'Load an input that has the record as it should be.',
  })
}

/** A key that another record of the input has would make one of the two overwrite the other. */
async function refuseOtherKey(
  trx: Kysely<Database>,
  deployment: string,
  row: SetAsideRow,
  key: string | undefined,
): Promise<void> {
  if (key === undefined) return
  const before = await trx
    .selectFrom('process_input_row')
    .select('key')
    .where('deployment_id', '=', deployment)
    .where('input', '=', row.input)
    .where('row', '=', row.row)
    .executeTakeFirst()
  if (before?.key === key) return
  const other = await findRowWithKey({ trx, deployment }, row, key)
  if (other === undefined) return
  const message = `Row ${other} of ${row.name} has the key that the corrected record has.`
  throw new HubProblem('REQUEST_INVALID', { detail: message, fields: [{ field: 'body.record', message }] })
}
