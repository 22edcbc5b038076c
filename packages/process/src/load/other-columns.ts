import { nearestNames } from '@coupa-connector/catalog'
import { type CustomFields, customFieldAt } from './custom-fields.ts'
import type { FlatRow } from './flat-row.ts'
import type { LoadDefinition } from './load-schema.ts'
import { isKeptByCoupa, isPath, isTargetPath, type TargetResource } from './target-path.ts'

/** A column of the inputs that is not loaded. */
export interface UnusedColumn {
  readonly column: string
  readonly suggestion: string | undefined
  /** Whether it is a field that Coupa sets by itself. */
  readonly isKeptByCoupa?: boolean | undefined
}

interface RuledColumns {
  /** Columns that rules read; an expression may read the column of its own field. */
  readonly named: ReadonlySet<string>
  /** Names of fields that rules set: a column of the same name does not set them once more. */
  readonly ruled: ReadonlySet<string>
}

/** Columns that no rule names. They are loaded by their names, where the load says so. */
export interface OtherColumns {
  /** With the custom fields that the organization has, where somebody knows them. */
  valuesOf(columns: FlatRow, known: CustomFields | undefined): Generator<readonly [string, unknown]>
  /** Whether a column may be a custom field that is loaded. */
  hasCustomField(columns: Iterable<string>): boolean
  /** Those that were met and are not loaded. */
  unused(): readonly UnusedColumn[]
}

export function createOtherColumns(
  choice: LoadDefinition['mapping']['others'],
  { named, ruled }: RuledColumns,
  resource: TargetResource,
): OtherColumns {
  /** Whether a column is loaded, decided when it is first met. */
  const decided = new Map<string, boolean>()
  let customFields: CustomFields = new Map()
  const isLoaded = (column: string, known: CustomFields | undefined): boolean => {
    const before = decided.get(column)
    if (before !== undefined) return before
    const custom = customFieldAt(column)
    const isThere = custom === undefined || known === undefined || known.has(custom)
    const isField = resource.isOpen === true ? isPath(column) : isTargetPath(column, resource)
    const isOwn = resource.isOpen !== true && isKeptByCoupa(column)
    const decision = choice === 'by-name' && isField && isThere && !isOwn && !ruled.has(column)
    decided.set(column, decision)
    return decision
  }
  return {
    *valuesOf(columns, known) {
      if (known !== undefined) customFields = known
      for (const [column, value] of columns) {
        if (!named.has(column) && isLoaded(column, known)) yield [column, value]
      }
    },
    hasCustomField: (columns) => {
      if (choice !== 'by-name') return false
      for (const column of columns) if (column.startsWith('custom-fields.') && !named.has(column)) return true
      return false
    },
    unused: () => {
      const custom = [...customFields.keys()].map((name) => `custom-fields.${name}`)
      const names = [...named, ...resource.fields.map(({ name }) => name), ...custom]
      return [...decided].flatMap(([column, loaded]) => {
        if (loaded) return []
        if (ruled.has(column)) return [{ column, suggestion: `mapping.columns.${column} does not read it.` }]
        if (isKeptByCoupa(column)) return [{ column, isKeptByCoupa: true, suggestion: undefined }]
        const [near] = nearestNames(column, names)
        return [{ column, suggestion: near === undefined ? undefined : `Did you mean ${near}?` }]
      })
    },
  }
}
