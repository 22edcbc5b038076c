import { type FieldSelection, nestFields, type ResourceDescription } from '@coupa-connector/catalog'
import { type Condition, parseWhere } from '@coupa-connector/connector'
import { readTime } from '@coupa-connector/connector/internals'
import type { CommandInput } from '../command/command-input.ts'
import { UsageError } from '../command/usage-error.ts'

/** A query in the form that the connector takes for any resource. */
export interface QueryRequest {
  readonly conditions: readonly Condition[]
  readonly fields?: readonly FieldSelection[]
  readonly filter?: string
  readonly orderBy?: { readonly field: string; readonly direction: 'asc' | 'desc' }
  readonly allowUnknownFields?: boolean
  readonly extraParameters?: readonly (readonly [name: string, value: string])[]
  readonly reading?: { readonly pageSize: number }
}

/** Builds the query from the options. Throws a `UsageError` or a `QueryInvalidError` that names what makes no sense. */
export function queryRequest(input: CommandInput, resource: ResourceDescription): QueryRequest {
  const allowUnknownFields: boolean = input.flag('allow-unknown-fields')
  const filter = input.text('filter')
  const orderBy = parseOrderBy(input.text('order-by'))
  const raw = input.list('parameter').map(parsePair('--parameter'))
  return {
    conditions: input.list('where').map((text) => parseWhere(text, resource, { allowUnknownFields })),
    ...(allowUnknownFields ? { allowUnknownFields } : {}),
    ...fieldsRequest(input),
    ...(filter === undefined ? {} : { filter }),
    ...(orderBy ? { orderBy } : {}),
    ...extraParametersOf(raw),
  }
}

/** A limit among them is the size of a page, as Coupa takes it; `--limit` is how many records to read. */
export function extraParametersOf(
  raw: readonly (readonly [name: string, value: string])[],
): Pick<QueryRequest, 'extraParameters' | 'reading'> {
  const extraParameters = raw.filter(([name]) => name !== 'limit')
  const pageSize = Number(raw.findLast(([name, value]) => name === 'limit' && /^\d+$/.test(value))?.[1] ?? Number.NaN)
  return {
    ...(extraParameters.length > 0 ? { extraParameters } : {}),
    ...(Number.isNaN(pageSize) ? {} : { reading: { pageSize: Math.min(50, Math.max(1, pageSize)) } }),
  }
}

/** The dotted names of `--fields`; undefined when it was not given. */
export function parseFields(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined
  const fields = text.split(',').map((name) => name.trim())
  if (fields.every((name) => /^[^.\s]+(\.[^.\s]+)*$/.test(name))) return fields
  throw new UsageError(`--fields "${text}" is not a list of fields.`, {
    suggestion: 'Put commas between them and dots inside: --fields id,status,supplier.name',
  })
}

/** `--fields` in the connector's form, and whether it may name what the catalog does not have. Empty when not given. */
export function fieldsRequest(input: CommandInput): {
  readonly fields?: readonly FieldSelection[]
  readonly allowUnknownFields?: boolean
} {
  const fields = parseFields(input.text('fields'))
  if (fields === undefined) return {}
  return { fields: nestFields(fields), ...(input.flag('allow-unknown-fields') ? { allowUnknownFields: true } : {}) }
}

/** Reads `key=value` of a repeatable option. */
export function parsePair(option: string): (text: string) => readonly [name: string, value: string] {
  return (text) => {
    const equals = text.indexOf('=')
    if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)]
    throw new UsageError(`${option} "${text}" is not of the form key=value.`)
  }
}

/**
 * Parses the time that an option such as `--updated-after` takes. A day starts at midnight UTC and a time without an offset is UTC, as in Coupa (F-153).
 */
export function parseTime(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const read = readTime(text)
  if ('text' in read) return withZone(read.text.includes('T') ? read.text : `${read.text}T00:00:00`)
  const forms =
    read.forms.length > 0
      ? `Write ${read.forms.join(' or ')}.`
      : 'Write a day as 2026-01-31, or a time as 2026-01-31T08:00:00+01:00 (without an offset it is UTC).'
  throw new UsageError(`${option} "${text}" ${read.problem}.`, { suggestion: forms })
}

function withZone(time: string): string {
  return /(?:Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time}Z`
}

function parseOrderBy(text: string | undefined): QueryRequest['orderBy'] {
  if (text === undefined) return undefined
  const [, field, direction] = /^([^:]+?)(?::(asc|desc))?$/.exec(text) ?? []
  if (field === undefined) {
    throw new UsageError(`--order-by "${text}" is not a field.`, {
      suggestion: 'Write the field, followed by :desc for descending: --order-by updated-at:desc',
    })
  }
  return { field, direction: direction === 'desc' ? 'desc' : 'asc' }
}
