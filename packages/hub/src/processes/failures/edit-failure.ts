import { editRecord, isLoad } from '@coupa-connector/process'
import type { BodyOf, Routes } from '@coupa-connector/protocol'
import type { Kysely, Selectable } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { DeploymentTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'
import { readVersionToDeploy } from '../deployments/deploy-process.ts'
import { findRowWithKey, findSetAside, keepEdit, type SetAsideRow } from '../loads/record-edits.ts'
import { readFailure } from './process-failures.ts'

/** The database finds no longer texts in an index. Without a key, a record is looked up by what it says itself. */
const longestKey = 500

/**
 * Puts a corrected record of a load in the place of the one that was set aside; answers with the columns that were changed.
 * Throws `NOT_READY` where there is nothing to correct, and `REQUEST_INVALID` with every fault of the record. The caller has
 * locked the deployment.
 */
export async function editFailure(
  trx: Kysely<Database>,
  { id: deployment, process_id, version }: Selectable<DeploymentTable>,
  { id, record }: BodyOf<Routes['failures.edit']>,
  by: string,
): Promise<{ readonly changed: readonly string[] }> {
  const definition = await readVersionToDeploy(trx, process_id, version)
  if (!isLoad(definition)) {
    throw new HubProblem('NOT_READY', {
      detail: 'The process moves data out of Coupa, and its records are read again from there.',
      suggestion: 'Correct the record in Coupa, and retry it.',
    })
  }
  const { state } = await readFailure(trx, deployment, id)
  const row = state === 'open' ? await findSetAside({ trx, deployment }, id) : undefined
  if (row === undefined) {
    throw new HubProblem('NOT_READY', {
      detail: `The record ${id} is not set aside any more, so there is nothing to correct.`,
      suggestion: 'Load an input that has the record as it should be.',
    })
  }
  const { fields, does_null_clear: doesNullClear, edited: before } = row
  const edited = await editRecord(definition, { fields, doesNullClear, sourceHash: before?.sourceHash }, record)
  if ('faults' in edited) {
    const faults = edited.faults.map(({ field, message }) => ({ field: `body.record.${field}`, message }))
    throw new HubProblem('REQUEST_INVALID', {
      detail: edited.faults.map(({ message }) => message).join(' '),
      fields: faults,
    })
  }
  await refuseOtherKey(trx, deployment, row, edited.key)
  const key = edited.key !== undefined && edited.key.length > longestKey ? undefined : edited.key
  await keepEdit({ trx, deployment }, id, row, { ...edited, key }, by)
  return { changed: edited.changed }
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
