import type {
  ActionDescription,
  FieldDescription,
  OperationDescription,
  Origin,
  ScopeDescription,
  TypeDescription,
} from './description.ts'

/** A field as the data file stores it. Defaults are left out: readable, optional, not unique, from an article. */
export type FieldRow = Pick<FieldDescription, 'name' | 'type'> & Partial<FieldDescription>

/** The line of a type in the data file. */
export interface TypeRow extends Omit<TypeDescription, 'fields'> {
  readonly kind: 'type'
  readonly fields: readonly FieldRow[]
}

/** The line of a resource in the data file. Its fields and natural keys are in the line of its type. */
export interface ResourceRow {
  readonly kind: 'resource'
  readonly name: string
  readonly title: string
  readonly type: string
  readonly xmlItem: string
  readonly xmlArray: string
  readonly model: string
  readonly origin: Origin
  readonly operations: readonly OperationDescription[]
  readonly actions: readonly ActionDescription[]
}

/** The line of a scope in the data file. */
export interface ScopeRow extends ScopeDescription {
  readonly kind: 'scope'
}

export type CatalogRow = ResourceRow | ScopeRow | TypeRow

/** The start of a row's line, which is enough to find it in the data file without parsing anything. */
export function rowStart(kind: CatalogRow['kind'], name: string): string {
  return `{"kind":"${kind}","name":${JSON.stringify(name)},`
}

/** A field with what its row leaves out. */
export function expandField(row: FieldRow): FieldDescription {
  return { isReadable: true, isWritable: false, isRequired: false, isUnique: false, origin: 'article', ...row }
}

/** The row of a field: `expandField` of it gives the field back. */
export function compactField(field: FieldDescription): FieldRow {
  const { name, type, isReadable, isWritable, isRequired, isUnique, origin, ...rest } = field
  return {
    name,
    type,
    ...rest,
    ...(isReadable ? {} : { isReadable }),
    ...(isWritable ? { isWritable } : {}),
    ...(isRequired ? { isRequired } : {}),
    ...(isUnique ? { isUnique } : {}),
    ...(origin === 'article' ? {} : { origin }),
  }
}
