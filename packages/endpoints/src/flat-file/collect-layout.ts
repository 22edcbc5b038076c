import { pathOf } from './field-path.ts'
import {
  type ColumnTarget,
  customFields,
  customTarget,
  type FlatFileColumn,
  type FlatFileHeader,
  type FlatFileLayout,
  targetsOf,
} from './flat-file-layout.ts'
import type { FlatFileObject, FlatFileRowType } from './flat-file-object.ts'
import { leavesOf } from './leaves-of.ts'
import { nameKey } from './name-key.ts'
import { type Above, type RowTypeBelow, rowTypesBelow } from './rows-below.ts'

/** A field of records that Coupa's flat files of their object have no column for. */
export interface UnknownField {
  readonly field: string
  readonly rowType: string
  /** Number of the first record with it, counted from 1. */
  readonly record: number
}

/** Finds out which columns a file needs for its records. */
export interface LayoutCollector {
  /** Throws `FlatFileValueError`. */
  add(record: Readonly<Record<string, unknown>>): void
  readonly unknownFields: readonly UnknownField[]
  /** The columns that some record has a value for, in Coupa's order; those of custom fields after them. */
  layout(): FlatFileLayout
}

/** RFC 4180. */
const lineEnd = '\r\n'

/** What is known of the rows of one type. */
interface Used {
  readonly targets: ReadonlyMap<string, ColumnTarget>
  /** Paths of the fields that have a column. */
  readonly fields: ReadonlySet<string>
  readonly paths: Set<string>
  readonly links: Set<string>
  readonly customs: Set<string>
}

/** `promptNames` are the prompt names of custom fields by their names in the API, for the header row. */
export function createLayoutCollector(
  object: FlatFileObject,
  promptNames: Readonly<Record<string, string>> = {},
): LayoutCollector {
  const below = rowTypesBelow(object)
  const [top] = object.rowTypes
  if (top === undefined) throw new TypeError(`${object.name} has no row type`)
  const used = new Map<FlatFileRowType, Used>()
  const unknown = new Map<string, UnknownField>()
  let records = 0

  function usedOf(rowType: FlatFileRowType): Used {
    const known = used.get(rowType)
    if (known !== undefined) return known
    const targets = targetsOf(rowType)
    const fields = new Set([...targets.values()].flatMap((target) => (target.kind === 'field' ? [target.path] : [])))
    const made: Used = { targets, fields, paths: new Set(), links: new Set(), customs: new Set() }
    used.set(rowType, made)
    return made
  }

  function addRow(rowType: FlatFileRowType, record: Readonly<Record<string, unknown>>, above: readonly Above[]): void {
    const lists = below.get(rowType.name) ?? new Map<string, RowTypeBelow>()
    const { texts, lists: found } = leavesOf(record, rowType, new Set(lists.keys()))
    for (const path of texts.keys()) addField(rowType, path)
    for (const one of above) addLinks(rowType, one)
    const root = above.find(({ parent }) => parent === 'root') ?? { parent: 'root' as const, texts }
    for (const [list, items] of found) {
      const next = lists.get(list)
      if (next === undefined) continue
      for (const item of items) addRow(next.rowType, item, [root, { parent: next.place, texts }])
    }
  }

  function addField(rowType: FlatFileRowType, path: string): void {
    const { fields, targets, paths, links, customs } = usedOf(rowType)
    if (fields.has(path)) paths.add(path)
    else if (targets.get(path)?.kind === 'link') links.add(path)
    else if (path.startsWith(`${customFields}.`)) customs.add(path)
    else if (!unknown.has(`${rowType.name} ${path}`)) {
      unknown.set(`${rowType.name} ${path}`, { field: path, rowType: rowType.name, record: records })
    }
  }

  /** One link column for each field of the record above that has a value. */
  function addLinks(rowType: FlatFileRowType, { parent, texts }: Above): void {
    const { targets, links } = usedOf(rowType)
    const done = new Set<string>()
    for (const [key, target] of targets) {
      if (target.kind !== 'link' || target.parent !== parent) continue
      const path = pathOf(target.parsed)
      if (!texts.has(path) || done.has(path)) continue
      done.add(path)
      links.add(key)
    }
  }

  function headerOf(rowType: FlatFileRowType): FlatFileHeader {
    const { targets, paths, links, customs } = usedOf(rowType)
    const names = new Map(
      [
        ...Object.keys(rowType.rootLinks ?? {}),
        ...(rowType.parents ?? []).flatMap((parent) => Object.keys(parent.links)),
        ...Object.keys(rowType.columns),
        ...Object.keys(rowType.exported ?? {}),
      ].map((name) => [nameKey(name), name]),
    )
    const columns: FlatFileColumn[] = []
    const taken = new Set<string>()
    for (const [key, target] of targets) {
      const name = names.get(key) ?? key
      if (target.kind === 'link' ? !links.has(key) : !paths.has(target.path) || taken.has(target.path)) continue
      if (target.kind === 'field') taken.add(target.path)
      columns.push({ name, target })
    }
    for (const path of customs) {
      const key = path.slice(customFields.length + 1)
      const name = promptNames[key] ?? promptNameOf(key)
      columns.push({ name, target: { ...customTarget(name), path } as ColumnTarget })
    }
    const [word = ''] = rowType.words
    return { rowType, word, rowWord: word, columns }
  }

  return {
    add: (record) => {
      records += 1
      addRow(top, record, [])
    },
    get unknownFields() {
      return [...unknown.values()]
    },
    layout: () => {
      const rowTypes = object.rowTypes.filter((rowType) => rowType === top || used.has(rowType))
      const isTyped = object.rowTypes.length > 1 && !(object.isUntypedAlone === true && rowTypes.length === 1)
      const headers = rowTypes.map((rowType) => {
        const header = headerOf(rowType)
        return isTyped ? header : { ...header, word: '', rowWord: '' }
      })
      return { object, isTyped, lineEnd, headers }
    },
  }
}

/** `erp-number` is `Erp Number`; a name that is written like a prompt stays. */
function promptNameOf(key: string): string {
  if (/[\p{Lu} ]/u.test(key)) return key
  return key.replaceAll(
    /(^|-)(\p{L})/gu,
    (_, before: string, letter: string) => `${before === '' ? '' : ' '}${letter.toUpperCase()}`,
  )
}
