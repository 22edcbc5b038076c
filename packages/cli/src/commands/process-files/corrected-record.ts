import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { type InputRecord, readRecordInput } from '../../input/record-input.ts'

/** A corrected record, and which one it corrects. */
export interface CorrectedRecord {
  readonly label: string
  readonly record: InputRecord
}

/** What `--with` corrects; undefined without it. Throws a `UsageError` unless it is one record. */
export async function readCorrected(input: CommandInput, context: Context): Promise<CorrectedRecord | undefined> {
  const file = input.text('with')
  if (file === undefined) return undefined
  const label = input.text('ids')?.trim()
  const other = ['class', 'run'].find((name) => input.text(name) !== undefined)
  if (label === undefined || label === '' || other !== undefined) {
    throw new UsageError(
      other === undefined
        ? '--with holds one corrected record, and --ids has to say which record it corrects.'
        : `--with holds one corrected record, so --${other} does not go with it.`,
      { suggestion: 'For example: --ids ERP-2002 --with record.json' },
    )
  }
  const given = await readRecordInput(file, context)
  if (given.kind === 'one') return { label, record: given.record }
  throw new UsageError(`${file} has several records, and --with takes one.`, {
    suggestion: 'Write the record as one JSON object.',
  })
}
