import { findAction, findResource } from '@coupa-connector/catalog'
import { isJsonRecord } from '../organization/is-json-record.ts'
import type { JsonRecord } from '../organization/organization.ts'

/** An operation that changes a record, whoever made it. */
export type ChangeToDescribe =
  | { readonly action: 'create'; readonly resource: string; readonly record: JsonRecord }
  | {
      readonly action: 'update'
      readonly resource: string
      readonly id: number | string
      readonly record: JsonRecord
      readonly expected?: JsonRecord | undefined
    }
  | {
      readonly action: 'act'
      readonly resource: string
      readonly id: number | string
      readonly name: string
      readonly parameters: JsonRecord
    }

/** A change as people decide it. */
export interface DescribedChange {
  /** In a sentence without the values: `Change suppliers 7`. */
  readonly title: string
  readonly changes: FieldChange[]
  /** What would be sent to Coupa, below the URL of its service. */
  readonly request: { method: string; path: string; body: Json }
}

/** One field of a change. Of a new record, and of an action, there is nothing before. */
export interface FieldChange {
  field: string
  before: Json
  after: Json
}

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/**
 * What an operation would change, field by field, and what would be sent. It is worked out here from what would be run, so that
 * whoever proposes something cannot show people something else.
 */
export function describeChange(operation: ChangeToDescribe): DescribedChange {
  const { resource } = operation
  switch (operation.action) {
    case 'create':
      return {
        title: `Create a record of ${resource}`,
        changes: changesOf({}, operation.record),
        request: { method: 'POST', path: resource, body: toJson(operation.record) },
      }
    case 'update': {
      const { id, record, expected = {} } = operation
      return {
        title: `Change ${resource} ${id}`,
        changes: changesOf(expected, record),
        request: { method: 'PUT', path: `${resource}/${id}`, body: toJson(record) },
      }
    }
    case 'act': {
      const { id, name, parameters } = operation
      const description = findResource(resource)
      const action = description && findAction(description, name)
      const path = action?.path.replace(':id', String(id)) ?? `${id}/${name}`
      return {
        title: `${name} on ${resource} ${id}`,
        changes: changesOf({}, parameters),
        request: { method: action?.method ?? 'PUT', path: `${resource}/${path}`, body: toJson(parameters) },
      }
    }
  }
}

/** One line for each field that is written; members of associations have lines of their own. */
function changesOf(before: JsonRecord, after: JsonRecord, path = ''): FieldChange[] {
  return Object.entries(after).flatMap(([name, value]) => {
    const old = before[name]
    const field = path + name
    if (isJsonRecord(value) && Object.keys(value).length > 0) {
      return changesOf(isJsonRecord(old) ? old : {}, value, `${field}.`)
    }
    if (Array.isArray(value) && value.length > 0 && value.every(isItem)) {
      return value.flatMap((item) => {
        const { id, ...rest } = item
        const held: unknown = Array.isArray(old) ? old.find((one) => isItem(one) && one.id === id) : undefined
        // An item of nothing but its id is put into the list, such as a role of a user.
        if (Object.keys(rest).length === 0) {
          return [{ field: `${field}[${id}]`, before: toJson(held), after: toJson(item) }]
        }
        return changesOf(isJsonRecord(held) ? held : {}, rest, `${field}[${id}].`)
      })
    }
    return [{ field, before: toJson(old), after: toJson(value) }]
  })
}

/** An item of a list that is changed by its id. */
function isItem(value: unknown): value is JsonRecord & { readonly id: number } {
  return isJsonRecord(value) && typeof value.id === 'number'
}

/** An operation came as JSON; what is not there is null. */
function toJson(value: unknown): Json {
  return (value ?? null) as Json
}
