import type { FlatFileObject, FlatFileParent, FlatFileRowType } from './flat-file-object.ts'

/** A row type that can be below another, and as which of its parents that one is. */
export interface RowTypeBelow {
  readonly rowType: FlatFileRowType
  readonly place: number
  readonly parent: FlatFileParent
}

/** Texts of a record above, by the paths of its fields. */
export interface Above {
  readonly parent: number | 'root'
  readonly texts: ReadonlyMap<string, string>
}

/** The row types below each, by the list that holds them. */
export function rowTypesBelow(object: FlatFileObject): ReadonlyMap<string, ReadonlyMap<string, RowTypeBelow>> {
  const below = new Map<string, Map<string, RowTypeBelow>>(object.rowTypes.map(({ name }) => [name, new Map()]))
  for (const rowType of object.rowTypes) {
    for (const [place, parent] of (rowType.parents ?? []).entries()) {
      const lists = below.get(parent.rowType)
      if (lists?.has(parent.list) === false) lists.set(parent.list, { rowType, place, parent })
    }
  }
  return below
}
