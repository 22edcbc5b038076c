import type { FieldDescription, ResourceDescription } from '@coupa-connector/catalog'
import { followPath } from '../paths/catalog-path.ts'

/** One name of a path into a record of Coupa, and whether a list is behind it. */
export interface TargetPart {
  readonly name: string
  readonly isList: boolean
}

type Fields = Pick<ResourceDescription, 'fields'>

/** What records are loaded into. */
export interface TargetResource extends Fields {
  /** Whether any name may be a field, because the catalog does not describe the resource. */
  readonly isOpen?: boolean
}

/** What the REST API does not have. */
export const undescribed: TargetResource = { fields: [], isOpen: true }

/** Takes `content-groups[].name` apart. */
export function parseTargetPath(path: string): readonly TargetPart[] {
  return path.split('.').map((part) => ({ name: part.replace('[]', ''), isList: part.endsWith('[]') }))
}

/** What the catalog knows of the field at a path; undefined where it cannot know, as with custom fields. */
export function targetField(path: string, { fields }: Fields): FieldDescription | undefined {
  const end = followPath(
    parseTargetPath(path).map(({ name }) => name),
    fields,
  )
  return 'field' in end ? end.field : undefined
}

const keptByCoupa: ReadonlySet<string> = new Set(['id', 'created-at', 'updated-at', 'created-by', 'updated-by'])

/** Whether a field of a record is one that every record has, and that Coupa sets by itself. */
export function isKeptByCoupa(path: string): boolean {
  return keptByCoupa.has(path.split('.')[0] ?? '')
}

/** Whether a name of a column has the form of a path. */
export function isPath(path: string): boolean {
  return /^[a-z0-9-]+(?:\[\])?(?:\.[a-z0-9-]+(?:\[\])?)*$/.test(path)
}

/** Whether a name of a column is a field of the resource by itself. */
export function isTargetPath(path: string, { fields }: Fields): boolean {
  if (!isPath(path)) return false
  const names = parseTargetPath(path).map(({ name }) => name)
  return !('problem' in followPath(names, fields)) && (names[0] !== 'custom-fields' || names.length > 1)
}

/** The value at a path of a record. Undefined where the record does not have it. */
export function valueOfTarget(record: Readonly<Record<string, unknown>>, path: string): unknown {
  let value: unknown = record
  for (const { name } of parseTargetPath(path)) {
    if (Array.isArray(value)) value = value.map((item) => memberOf(item, name))
    else value = memberOf(value, name)
  }
  return value
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
