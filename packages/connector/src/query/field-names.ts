import type { FieldDescription, FieldType, ResourceDescription, TypeDescription } from '@coupa-connector/catalog'
import { nearestNames } from '@coupa-connector/catalog'
import type { QueryInvalidError } from '../errors/request-errors.ts'
import { formatPath, operators, underscored } from './condition.ts'
import { invalidQuery } from './invalid-query.ts'

/** What names in a query are checked against. */
export interface KnownNames {
  readonly resource: ResourceDescription
  readonly findType: (name: string) => TypeDescription | undefined
  /** Accepts names that the catalog lacks: custom fields at top level (F-140), fields newer than the catalog. */
  readonly allowUnknownFields: boolean
}

/** What the catalog knows of the field at the end of a path. */
export interface ResolvedField {
  /** Undefined for custom fields, foreign keys and whatever the catalog lacks. */
  readonly field: FieldDescription | undefined
  /** The type of its values: that of the field, a whole number for a foreign key. Undefined where it is not known. */
  readonly valueType: FieldType | undefined
  /** The classes that each association on the way refers to; empty where not known. */
  readonly classes: readonly (readonly string[])[]
}

/** Coupa joins at most two associations (F-193). */
export const maxAssociations = 2

/** Follows a path through the catalog. Throws a `QueryInvalidError` for an unknown name, with the nearest known ones. */
export function resolveField(path: readonly string[], names: KnownNames): ResolvedField {
  const { resource } = names
  if (path.length === 0) throw invalidQuery(resource, undefined, 'a condition names no field')
  if (path.length > maxAssociations + 1) {
    const problem = `it goes through ${path.length - 1} associations, and Coupa follows at most two`
    throw invalidQuery(resource, formatPath(path), problem)
  }
  const classes: (readonly string[])[] = []
  let known: readonly FieldDescription[] | undefined = resource.fields
  for (const [position, name] of path.entries()) {
    if (known === undefined || name === 'custom_fields') return unresolved(classes.concat([[]]))
    const field: FieldDescription | undefined = fieldNamed(name, known)
    const isLast = position === path.length - 1
    if (field === undefined) return withoutField(path, position, known, names, classes)
    if (isLast) return { field, valueType: field.type, classes }
    if (field.type !== 'object' && field.type !== 'array' && field.type !== 'unknown') {
      throw notAnAssociation(path, position, field, resource)
    }
    classes.push(field.references ?? [])
    known = fieldsOfAll(field.references, names.findType)
  }
  return unresolved(classes)
}

/** A name that the catalog does not have: the id of an association, or one that it is told to let pass. */
function withoutField(
  path: readonly string[],
  position: number,
  known: readonly FieldDescription[],
  names: KnownNames,
  classes: ResolvedField['classes'],
): ResolvedField {
  const isLast = position === path.length - 1
  if (isLast && isForeignKey(path[position] ?? '', known)) return { field: undefined, valueType: 'integer', classes }
  if (names.allowUnknownFields) return unresolved(classes)
  throw unknownField(path, position, known, names)
}

function unresolved(classes: ResolvedField['classes']): ResolvedField {
  return { field: undefined, valueType: undefined, classes }
}

/** A name that can stand in a query. */
export function checkName(name: string, resource: ResourceDescription): string {
  if (/^[\p{L}_][\p{L}\p{N}_]*\??$/u.test(name)) return name
  throw invalidQuery(resource, name, 'it is not a name of a field')
}

/** The field of a name in either spelling. */
export function fieldNamed(name: string, fields: readonly FieldDescription[]): FieldDescription | undefined {
  const wanted = bare(name)
  return fields.find((field) => bare(field.name) === wanted)
}

/** Some names end in a question mark in one source and not in another (F-108). */
function bare(name: string): string {
  return underscored(name).replace(/\?$/, '')
}

/** `from_currency_id` where there is an association `from_currency` (F-194). */
function isForeignKey(name: string, fields: readonly FieldDescription[]): boolean {
  const association = /^(.+)_id$/.exec(name)?.[1]
  return association !== undefined && fieldNamed(association, fields)?.type === 'object'
}

/** The fields of all classes an association may refer to; undefined where one of them is not known. */
export function fieldsOfAll(
  references: readonly string[] | undefined,
  findType: KnownNames['findType'],
): readonly FieldDescription[] | undefined {
  const types = (references ?? []).map(findType)
  if (types.length === 0) return undefined
  const fields = types.flatMap((type) => type?.fields ?? [])
  return types.every((type) => type !== undefined && type.fields.length > 0) ? fields : undefined
}

/** The error for the name at a position of a path, with the names that are nearest. */
export function unknownField(
  path: readonly string[],
  position: number,
  fields: readonly FieldDescription[],
  { resource }: KnownNames,
): QueryInvalidError {
  const name = path[position] ?? ''
  const owner = position === 0 ? resource.name : formatPath(path.slice(0, position))
  const nearest = nearestNames(
    name,
    fields.map((field) => underscored(field.name)),
  )
  const hint = nearest.length === 0 ? '' : `; the nearest are ${nearest.join(', ')}`
  const suggestion =
    'Correct the name; custom fields come under custom-fields, and allowUnknownFields lets any name pass.'
  return invalidQuery(resource, formatPath(path), `${owner} has no field ${JSON.stringify(name)}${hint}`, suggestion, [
    'allow-unknown-fields',
  ])
}

function notAnAssociation(
  path: readonly string[],
  position: number,
  field: FieldDescription,
  resource: ResourceDescription,
): QueryInvalidError {
  const given = path[position + 1] ?? ''
  const nearest = nearestNames(given, operators)
  const hint = nearest.length === 0 ? `the operators are ${operators.join(', ')}` : `the nearest is ${nearest[0]}`
  const problem = `${field.name} is a ${field.type}, and ${JSON.stringify(given)} is not an operator; ${hint}`
  return invalidQuery(resource, formatPath(path), problem)
}
