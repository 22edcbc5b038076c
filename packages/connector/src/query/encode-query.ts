import { type Condition, formatPath, type Scalar, underscored } from './condition.ts'
import type { NormalizedQuery } from './normalize-query.ts'
import type { NormalizedField } from './selected-fields.ts'

/**
 * A query as Coupa reads it, without the question mark. Everything but letters, digits and `-_.~` is percent-encoded: a
 * bare `+` would arrive as a blank and shift a time's zone (F-197). Extra parameters come last and take the place of
 * built ones of the same name.
 */
export function encodeQuery(query: NormalizedQuery): string {
  const extraParameters = query.extraParameters ?? []
  const overridden = new Set(extraParameters.map(([name]) => underscored(name)))
  const built = builtParameters(query).filter(([name]) => !overridden.has(name))
  return [...built, ...extraParameters]
    .map(([name, value]) => `${encodeComponent(name)}=${encodeComponent(value)}`)
    .join('&')
}

function builtParameters(query: NormalizedQuery): [name: string, value: string][] {
  const { conditions, fields, filter, returnObject, orderBy, limit, offset } = query
  const parameters = conditions.map((condition): [string, string] => [parameterName(condition), valueText(condition)])
  if (fields !== undefined) parameters.push(['fields', JSON.stringify(fields.map(fieldJson))])
  if (filter !== undefined) parameters.push(['filter', filter])
  if (returnObject !== undefined) parameters.push(['return_object', returnObject])
  if (orderBy !== undefined) parameters.push(['order_by', formatPath(orderBy.path)], ['dir', orderBy.direction])
  if (limit !== undefined) parameters.push(['limit', String(limit)])
  if (offset !== undefined) parameters.push(['offset', String(offset)])
  return parameters
}

function parameterName({ path, operator }: Condition): string {
  return formatPath(operator === 'eq' ? path : [...path, operator])
}

function valueText({ value }: Condition): string {
  return isList(value) ? value.map(scalarText).join(',') : scalarText(value)
}

function isList(value: Scalar | readonly Scalar[]): value is readonly Scalar[] {
  return Array.isArray(value)
}

/** Times as ISO 8601 with an offset, without fractions of a second where there are none (F-150). */
export function scalarText(value: Scalar): string {
  if (!(value instanceof Date)) return String(value)
  return value.toISOString().replace(/(?:\.000)?Z$/, '+00:00')
}

function fieldJson(field: NormalizedField): unknown {
  if (typeof field === 'string') return field
  return { [field.name]: field.fields === 'all' ? {} : field.fields.map(fieldJson) }
}

function encodeComponent(text: string): string {
  if (needsNoEncoding.test(text)) return text
  return encodeURIComponent(text).replace(/[!'()*]/g, percentEncoded)
}

const needsNoEncoding = /^[\w\-.~]*$/

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
