import { editRecord, type LoadDefinition } from '@coupa-connector/process'
import type { EditableLoadState } from '@coupa-connector/runner'
import { UsageError } from '../../command/usage-error.ts'
import { nameOfUser } from '../../files/name-of-user.ts'
import type { InputRecord } from '../../input/record-input.ts'

/** Puts a corrected record in the place of one that was set aside. Throws a `UsageError`; nothing was sent then. */
export async function editSetAside(
  state: EditableLoadState,
  definition: LoadDefinition,
  { label, record }: { readonly label: string; readonly record: InputRecord },
): Promise<void> {
  const row = await state.setAside(label)
  if (row === undefined) {
    throw new UsageError(`${definition.process} has no record ${label} that is set aside and could be corrected.`, {
      suggestion: 'List them with "coupa-connector processes failures FILE".',
    })
  }
  const { fields, doesNullClear, edit } = row
  const edited = await editRecord(definition, { fields, doesNullClear, sourceHash: edit?.sourceHash }, record)
  if ('faults' in edited) {
    const faults = edited.faults.map(({ message }) => `\n  ${message}`).join('')
    throw new UsageError(`The corrected record is not right, and nothing was changed:${faults}`)
  }
  const other = edited.key === undefined ? undefined : await state.rowWithKey(row, edited.key)
  if (other !== undefined && !(await isSameKey(definition, row, edited.key))) {
    throw new UsageError(`Row ${other} of ${row.inputName} has the key that the corrected record has.`)
  }
  await state.editRow(label, row, edited, nameOfUser())
}

async function isSameKey(
  definition: LoadDefinition,
  { fields, doesNullClear }: { readonly fields: InputRecord; readonly doesNullClear: boolean },
  key: string | undefined,
): Promise<boolean> {
  const { createLoadMapper } = await import('@coupa-connector/process')
  return (await createLoadMapper(definition, { doesNullClear }).map(fields)).key === key
}
