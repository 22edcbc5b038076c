import { type FieldPath, parseFieldPath } from './field-path.ts'
import type { FlatFileObject, FlatFileRowType } from './flat-file-object.ts'
import { nameKey } from './name-key.ts'

/** What the cells of a column are. */
export type ColumnTarget =
  | { readonly kind: 'field'; readonly path: string; readonly parsed: FieldPath }
  /** They repeat what identifies a record above: the one at the top, or one of `parents` of the row type. */
  | { readonly kind: 'link'; readonly key: string; readonly parent: number | 'root'; readonly parsed: FieldPath }
  /** A custom field, by its prompt name (F-466). */
  | { readonly kind: 'custom'; readonly path: string; readonly parsed: FieldPath }

export interface FlatFileColumn {
  /** As the header row has it. */
  readonly name: string
  readonly target: ColumnTarget
}

/** The header row of a row type. */
export interface FlatFileHeader {
  readonly rowType: FlatFileRowType
  /** First cell of the header row; nothing where no column tells the row type. */
  readonly word: string
  /** First cell of the rows. */
  readonly rowWord: string
  /** The columns after the first, or all where no column tells the row type. */
  readonly columns: readonly FlatFileColumn[]
}

/** What the rows of a flat file look like. */
export interface FlatFileLayout {
  readonly object: FlatFileObject
  /** Whether the first column tells the row type. */
  readonly isTyped: boolean
  readonly lineEnd: string
  readonly headers: readonly FlatFileHeader[]
}

/** Where custom fields are kept. */
export const customFields = 'custom-fields'

/** What the columns of a row type are, by `nameKey` of their names. */
export function targetsOf(rowType: FlatFileRowType): ReadonlyMap<string, ColumnTarget> {
  const targets = new Map<string, ColumnTarget>()
  const addLinks = (links: Readonly<Record<string, string>>, parent: number | 'root'): void => {
    for (const [name, path] of Object.entries(links)) {
      const key = nameKey(name)
      if (!targets.has(key)) targets.set(key, { kind: 'link', key, parent, parsed: parseFieldPath(path) })
    }
  }
  addLinks(rowType.rootLinks ?? {}, 'root')
  for (const [place, { links }] of (rowType.parents ?? []).entries()) addLinks(links, place)
  for (const [name, path] of [...Object.entries(rowType.columns), ...Object.entries(rowType.exported ?? {})]) {
    const key = nameKey(name)
    if (!targets.has(key)) targets.set(key, { kind: 'field', path, parsed: parseFieldPath(path) })
  }
  return targets
}

/** What a column is that Coupa's format does not have. */
export function customTarget(name: string): ColumnTarget {
  const path = `${customFields}.${nameKey(name) || name}`
  return {
    kind: 'custom',
    path,
    parsed: [...parseFieldPath(customFields), { name: nameKey(name) || name, isList: false }],
  }
}
