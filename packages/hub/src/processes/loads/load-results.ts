import type { RunStateInput, StoredRecordEdit } from '@coupa-connector/protocol'
import type { HeldRunState } from '../state/held-run.ts'

/** A page of what became of the records of an input, in their order. */
export async function readResults(
  { trx, deployment }: HeldRunState,
  { input, after, limit }: RunStateInput<'load-results'>,
): Promise<unknown> {
  const rows = await trx
    .selectFrom('process_input_row')
    .select(['row', 'label', 'outcome', 'detail', 'edited'])
    .where('deployment_id', '=', deployment)
    .where('input', '=', input)
    .where('outcome', 'is not', null)
    .where('row', '>', after)
    .orderBy('row')
    .limit(limit)
    .execute()
  return rows.map(({ row, label, outcome, detail, edited }) => ({
    ...{ row, key: label, outcome, ...detail },
    ...editedPart(edited),
  }))
}

/** What a result says of a corrected record. */
export function editedPart(edit: StoredRecordEdit | null): { readonly edited?: { by: string; at: string } } {
  return edit === null ? {} : { edited: { by: edit.by, at: new Date(edit.atMs).toISOString() } }
}

/** A page of what became of the records that an input does not have any more, by their keys. */
export async function readAbsentResults(
  { trx, deployment }: HeldRunState,
  { input, after, limit }: RunStateInput<'load-absent-results'>,
): Promise<unknown> {
  const rows = await trx
    .selectFrom('process_absent_row')
    .select(['key', 'label', 'outcome', 'detail'])
    .where('deployment_id', '=', deployment)
    .where('input', '=', input)
    .where('key', '>', after)
    .orderBy('key')
    .limit(limit)
    .execute()
  return rows.map(({ key, label, outcome, detail }) => ({ key, line: { row: null, key: label, outcome, ...detail } }))
}
