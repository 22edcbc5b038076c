import { findType, type ResourceDescription } from '@coupa-connector/catalog'
import { checkConditions } from './check-conditions.ts'
import { type Condition, underscored } from './condition.ts'
import { conditionOf, conditionsOf } from './conditions-of.ts'
import { checkName, type KnownNames, resolveField } from './field-names.ts'
import { invalidQuery } from './invalid-query.ts'
import { type NormalizedField, selectedFields } from './selected-fields.ts'

/** A query in one normal form: checked, names with underscores, ready to be encoded. */
export interface NormalizedQuery {
  readonly conditions: readonly Condition[]
  /** What to serve of each record. Default: everything, or what a default filter of the organization lets through. */
  readonly fields?: readonly NormalizedField[] | undefined
  /** Name of an API filter that was set up in Coupa (F-174). */
  readonly filter?: string | undefined
  readonly returnObject?: ReturnObject | undefined
  readonly orderBy?: { readonly path: readonly string[]; readonly direction: 'asc' | 'desc' } | undefined
  /** Records of one page; Coupa serves at most 50 (F-220). */
  readonly limit?: number | undefined
  readonly offset?: number | undefined
  /** Sent as they are, after and instead of built parameters of the same name. */
  readonly extraParameters?: readonly (readonly [name: string, value: string])[] | undefined
}

/**
 * How much of a record an answer holds (F-170, F-171, F-172): `none` (changes only), `limited` (ids), `shallow` (own fields,
 * associations by their keys; Coupa means to retire it).
 */
export type ReturnObject = 'none' | 'limited' | 'shallow'

/** A query as any caller may write it; `RecordsQuery` is the same with the names and types of one resource. */
export interface QueryInput {
  readonly where?: object | undefined
  readonly conditions?: readonly Condition[] | undefined
  readonly fields?: readonly unknown[] | undefined
  readonly filter?: string | undefined
  readonly returnObject?: ReturnObject | undefined
  readonly orderBy?: string | { readonly field: string; readonly direction?: 'asc' | 'desc' | undefined } | undefined
  readonly extraParameters?: ExtraParameters | undefined
  readonly allowUnknownFields?: boolean | undefined
}

export type ExtraParameters =
  | Readonly<Record<string, string | number | boolean>>
  | readonly (readonly [name: string, value: string])[]

/**
 * Checks a query against what the catalog knows of the resource and brings it to one form. Throws `QueryInvalidError`
 * naming the field, the operator and the fix for whatever Coupa would refuse or misunderstand: it matters most where Coupa
 * would answer, but with nothing (two filters through one class) or with everything (a forgotten value).
 */
export function normalizeQuery(query: QueryInput, resource: ResourceDescription): NormalizedQuery {
  const { filter, returnObject, allowUnknownFields = false } = query
  const names = { resource, findType, allowUnknownFields }
  const ready = (query.conditions ?? []).map(({ path, operator, value }) =>
    conditionOf(
      path.map((name) => checkName(underscored(name), resource)),
      operator,
      value,
      names,
    ),
  )
  const conditions = checkConditions([...ready, ...conditionsOf(query.where, names)], names)
  return {
    conditions,
    ...(query.fields === undefined ? {} : { fields: selectedFields(query.fields, names) }),
    ...(filter === undefined ? {} : { filter: checkText('filter', filter, resource) }),
    ...(returnObject === undefined ? {} : { returnObject: checkReturnObject(returnObject, resource) }),
    ...(query.orderBy === undefined ? {} : { orderBy: orderOf(query.orderBy, names) }),
    ...(query.extraParameters === undefined
      ? {}
      : { extraParameters: extraParametersOf(query.extraParameters, resource) }),
  }
}

function orderOf(
  orderBy: NonNullable<QueryInput['orderBy']>,
  names: KnownNames,
): NonNullable<NormalizedQuery['orderBy']> {
  const { field, direction = 'asc' } = typeof orderBy === 'string' ? { field: orderBy } : orderBy
  if (direction !== 'asc' && direction !== 'desc') {
    throw invalidQuery(names.resource, field, `the direction ${JSON.stringify(direction)} is neither "asc" nor "desc"`)
  }
  const path = [checkName(underscored(field), names.resource)]
  resolveField(path, names)
  return { path, direction }
}

function checkReturnObject(returnObject: ReturnObject, resource: ResourceDescription): ReturnObject {
  if (returnObject === 'none' || returnObject === 'limited' || returnObject === 'shallow') return returnObject
  const problem = `${JSON.stringify(returnObject)} is none of "none", "limited" and "shallow"`
  throw invalidQuery(resource, 'returnObject', problem)
}

function extraParametersOf(
  extraParameters: ExtraParameters,
  resource: ResourceDescription,
): readonly (readonly [string, string])[] {
  const pairs = isPairs(extraParameters)
    ? extraParameters
    : Object.entries(extraParameters).map(([name, value]) => [name, String(value)] as const)
  return pairs.map(([name, value]) => {
    if (!value.isWellFormed()) throw invalidQuery(resource, name, 'the value contains half of a surrogate pair')
    return [checkText('extraParameters', name, resource), value]
  })
}

function checkText(argument: string, text: string, resource: ResourceDescription): string {
  if (text.trim() === '') throw invalidQuery(resource, argument, 'the name is empty')
  if (!text.isWellFormed()) throw invalidQuery(resource, argument, 'the name contains half of a surrogate pair')
  return text
}

function isPairs(extraParameters: ExtraParameters): extraParameters is readonly (readonly [string, string])[] {
  return Array.isArray(extraParameters)
}
