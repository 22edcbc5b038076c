import type { Definition } from '../definition/definition-schema.ts'
import { tableRulesOf } from '../mapping/create-mapper.ts'
import { parseEach } from '../mapping/row-path.ts'

/** Something in a definition that is allowed, and that its author may not want. */
export interface DefinitionWarning {
  /** Where: `mapping.tables`. */
  readonly path: string
  readonly message: string
  readonly suggestion: string
}

/** What a definition that is right should be looked at for. */
export function findWarnings({ mapping, acknowledge }: Definition): readonly DefinitionWarning[] {
  if (acknowledge.mode === 'none' || mapping.shape === 'nested') return []
  const hasRowForEach = tableRulesOf(mapping, 'record').some(([, { each, when, withoutItems }]) => {
    const isOfRecord = parseEach(each).length === 0 || withoutItems === 'one-row'
    return when === undefined && isOfRecord
  })
  if (hasRowForEach) return []
  const isFlat = mapping.shape === 'flat'
  return [
    {
      path: isFlat ? 'mapping' : 'mapping.tables',
      message: 'can leave a record without a row; such a record is marked as exported all the same',
      suggestion: isFlat
        ? 'Set withoutItems to one-row and leave out when; conditions of records belong in source.where.'
        : 'Add a table with a row for each record: without when, and with each left out.',
    },
  ]
}
