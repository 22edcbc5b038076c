import { findType as catalogFindType, type ResourceDescription, type TypeDescription } from '@coupa-connector/catalog'
import { QueryInvalidError } from '../errors/query-invalid-error.ts'
import { checkConditions } from './check-conditions.ts'
import { type Condition, underscored } from './condition.ts'
import { conditionsOf } from './conditions-of.ts'
import { checkName, resolveField } from './field-names.ts'

/** A query in one form, whoever wrote it: checked, names with underscores, ready to be encoded. */
export interface NormalizedQuery {
  readonly conditions: readonly Condition[]
  /** What to serve of each record. Default: everything, or what a default filter of the organization lets through. */
  readonly fields?: readonly NormalizedField[] | undefined
  /** Name of an API filter that was set up in Coupa (api-facts §3.7). */
  readonly filter?: string | undefined
  readonly returnObject?: ReturnObject | undefined
  readonly orderBy?: { readonly path: readonly string[]; readonly direction: 'asc' | 'desc' } | undefined
  /** Records of one page; Coupa serves at most 50 (api-facts §5). */
  readonly limit?: number | undefined
  readonly offset?: number | undefined
  /** Sent as they are, after and instead of built parameters of the same name (requirement E2). */
  readonly raw?: readonly (readonly [name: string, value: string])[] | undefined
}

/** A field by its name, or an association with what to serve of it; `all` is Coupa's `{}`, as for custom fields. */
export type NormalizedField = string | { readonly name: string; readonly fields: readonly NormalizedField[] | 'all' }

/**
 * How much of a record an answer holds (api-facts §3.7, D): `none` (changes only), `limited` (ids), `shallow` (own fields,
 * associations by their keys; Coupa means to retire it).
 */
export type ReturnObject = 'none' | 'limited' | 'shallow'

/** A query as any caller may write it; `Query` is the same with the names and types of one resource. */
export interface QueryInput {
  readonly where?: object | undefined
  readonly conditions?: readonly Condition[] | undefined
  readonly fields?: readonly unknown[] | undefined
  readonly filter?: string | undefined
  readonly returnObject?: ReturnObject | undefined
  readonly orderBy?: string | { readonly field: string; readonly direction?: 'asc' | 'desc' | undefined } | undefined
  readonly limit?: number | undefined
  readonly offset?: number | undefined
  readonly raw?: RawParameters | undefined
  readonly allowUnknownFields?: boolean | undefined
}

export type RawParameters =
  | Readonly<Record<string, string | number | boolean>>
  | readonly (readonly [name: string, value: string])[]

export interface NormalizeOptions {
  /** Looks up the types of associations. Default: the catalog's. */
  readonly findType?: (name: string) => TypeDescription | undefined
}

/**
 * Checks a query against what the catalog knows of the resource and brings it to one form. Throws `QueryInvalidError`
 * naming the field, the operator and the fix for whatever Coupa would refuse or misunderstand: it matters most where Coupa
 * would answer, but with nothing (two filters through one class) or with everything (a forgotten value).
 */
export function normalizeQuery(
  query: QueryInput,
  resource: ResourceDescription,
  { findType = catalogFindType }: NormalizeOptions = {},
): NormalizedQuery {
  const { filter, returnObject, allowUnknownFields = false } = query
  const names = { resource, findType, allowUnknownFields }
  const conditions = [...(query.conditions ?? []), ...conditionsOf(query.where, names)]
  checkConditions(conditions, names)
  if (filter !== undefined && filter.trim() === '') throw new QueryInvalidError('the filter has no name: leave it out')
  return {
    conditions,
    ...(query.fields === undefined ? {} : { fields: fieldsOf(query.fields, '') }),
    ...(filter === undefined ? {} : { filter }),
    ...(returnObject === undefined ? {} : { returnObject }),
    ...(query.orderBy === undefined ? {} : { orderBy: orderOf(query.orderBy, names) }),
    ...(query.limit === undefined ? {} : { limit: wholeNumber('limit', query.limit, 1) }),
    ...(query.offset === undefined ? {} : { offset: wholeNumber('offset', query.offset, 0) }),
    ...(query.raw === undefined ? {} : { raw: rawOf(query.raw) }),
  }
}

function fieldsOf(fields: readonly unknown[], parent: string): NormalizedField[] {
  if (fields.length === 0) {
    const where = parent === '' ? 'fields' : `fields of ${parent}`
    throw new QueryInvalidError(`${where} is empty: name at least one field, or leave it out`, { field: parent })
  }
  return fields.flatMap((field): NormalizedField[] => {
    if (typeof field === 'string') return [checkName(underscored(field))]
    if (typeof field !== 'object' || field === null || Array.isArray(field)) {
      throw new QueryInvalidError(`fields holds ${JSON.stringify(field)}: give names, or objects of names`)
    }
    return Object.entries(field).map(([name, members]) => associationField(checkName(underscored(name)), members))
  })
}

function associationField(name: string, members: unknown): NormalizedField {
  if (Array.isArray(members)) return { name, fields: fieldsOf(members, name) }
  const isAll = typeof members === 'object' && members !== null && Object.keys(members).length === 0
  if (isAll) return { name, fields: 'all' }
  throw new QueryInvalidError(`fields of ${name} must be a list of names, or {} for all of them`, { field: name })
}

function orderOf(orderBy: NonNullable<QueryInput['orderBy']>, names: Parameters<typeof resolveField>[1]) {
  const { field, direction = 'asc' } = typeof orderBy === 'string' ? { field: orderBy } : orderBy
  if (direction !== 'asc' && direction !== 'desc') {
    throw new QueryInvalidError(`the direction ${JSON.stringify(direction)} is neither "asc" nor "desc"`, { field })
  }
  const path = [checkName(underscored(field))]
  resolveField(path, names)
  return { path, direction }
}

function wholeNumber(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new QueryInvalidError(`${name} is ${value}: give a whole number from ${least} on`, { field: name })
}

function rawOf(raw: RawParameters): readonly (readonly [string, string])[] {
  const pairs = isPairs(raw) ? raw : Object.entries(raw).map(([name, value]) => [name, String(value)] as const)
  for (const [name] of pairs) {
    if (name.trim() === '') throw new QueryInvalidError('a raw parameter has no name')
  }
  return pairs
}

function isPairs(raw: RawParameters): raw is readonly (readonly [string, string])[] {
  return Array.isArray(raw)
}
