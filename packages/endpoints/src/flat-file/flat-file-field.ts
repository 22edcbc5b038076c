import { targetsOf } from './flat-file-layout.ts'
import type { FlatFileObject } from './flat-file-object.ts'
import { nameKey } from './name-key.ts'

/** The field that a column holds, whatever its row type; undefined for a column that Coupa's format does not have. */
export function flatFileField({ rowTypes }: FlatFileObject, column: string): string | undefined {
  for (const rowType of rowTypes) {
    const target = targetsOf(rowType).get(nameKey(column))
    if (target?.kind === 'field') return target.path
  }
  return undefined
}
