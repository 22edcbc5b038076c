import { findAction, type ResourceDescription } from '@coupa-connector/catalog'
import { isJsonRecord } from '../organization/is-json-record.ts'
import type { JsonRecord, Organization } from '../organization/organization.ts'
import { resourceNamed } from '../records/resource-named.ts'
import { ToolProblem } from '../tool/tool-problem.ts'
import { checkRecord } from './check-record.ts'
import type { ProposedOperation } from './proposals.ts'

type Scalar = string | number | boolean

export interface CreateRequest {
  readonly resource: string
  readonly record: JsonRecord
}

export interface ChangeRequest {
  readonly resource: string
  readonly id?: number | undefined
  /** Finds the record in place of its id. */
  readonly key?: Readonly<Record<string, Scalar>> | undefined
  readonly set?: JsonRecord | undefined
  readonly action?: string | undefined
  readonly parameters?: JsonRecord | undefined
}

/**
 * Makes the exact operation of a new record: checked, and looked up by its natural key. Throws a `ToolProblem` when the record
 * is there already.
 */
export async function prepareCreate(
  { resource, record }: CreateRequest,
  organization: Organization,
  signal: AbortSignal,
): Promise<ProposedOperation> {
  const description = resourceNamed(resource)
  refuseWithout(description, 'create')
  checkRecord(record, description, 'record')
  const unlessFound = naturalKeyOf(record, description)
  if (unlessFound.length > 0) {
    const { records } = await organization.query({ resource, where: unlessFound, fields: ['id'], limit: 1 }, signal)
    const [found] = records
    if (found) {
      throw new ToolProblem(
        'ALREADY_THERE',
        `${resource} ${String(found.id)} has ${unlessFound.join(' and ')} already.`,
        'Propose a change of that record with propose_change.',
      )
    }
  }
  const absent = unlessFound.length === 0 ? {} : { unlessFound }
  return { action: 'create', resource, record, ...absent, wire: 'json', ignoredFields: 'note' }
}

/**
 * Makes the exact operation of a change: the record found by its id or key, only what differs, with what it holds now. Throws a
 * `ToolProblem` when there is nothing to change.
 */
export async function prepareChange(
  { resource, id, key, set, action, parameters = {} }: ChangeRequest,
  organization: Organization,
  signal: AbortSignal,
): Promise<ProposedOperation> {
  const description = resourceNamed(resource)
  if ((set === undefined) === (action === undefined)) {
    throw new ToolProblem(
      'ARGUMENTS_INVALID',
      'Give either set or action.',
      'set writes fields, action calls one of Coupa’s actions.',
    )
  }
  if ((id === undefined) === (key === undefined)) {
    throw new ToolProblem(
      'ARGUMENTS_INVALID',
      'Give either id or key.',
      'key names fields that find one record: {"number": "S-1"}.',
    )
  }
  const found = id ?? (await findByKey(resource, key ?? {}, organization, signal))
  if (action !== undefined) {
    const known = findAction(description, action)
    if (known === undefined || known.level !== 'record' || known.isBinary) {
      const names = description.actions.filter(({ level, isBinary }) => level === 'record' && !isBinary)
      throw new ToolProblem(
        'UNKNOWN_ACTION',
        `action: a record of ${resource} has no action ${JSON.stringify(action)}.`,
        `Actions are ${names.map(({ name }) => name).join(', ') || 'none'}.`,
      )
    }
    const expected = await currentOf(
      resource,
      found,
      hasStatus(description) ? ['status'] : ['id'],
      organization,
      signal,
    )
    return { action: 'act', resource, id: found, name: known.name, parameters, expected, wire: 'json' }
  }
  const wanted = set ?? {}
  refuseWithout(description, 'update')
  checkRecord(wanted, description, 'set')
  const current = await currentOf(resource, found, pathsOf(wanted), organization, signal)
  const record = differing(wanted, current)
  if (Object.keys(record).length === 0) {
    throw new ToolProblem(
      'NOTHING_TO_CHANGE',
      `${resource} ${found} has these values already.`,
      'There is nothing to do.',
    )
  }
  const expected = Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, heldOf(value, memberOf(current, name))]),
  )
  return { action: 'update', resource, id: found, record, expected, wire: 'json', ignoredFields: 'note' }
}

function refuseWithout({ name, operations }: ResourceDescription, operation: 'create' | 'update'): void {
  if (operations.some((one) => one.name === operation)) return
  throw new ToolProblem(
    'UNSUPPORTED',
    `Coupa has no ${operation} for ${name}.`,
    'Look at describe_resource for what it has.',
  )
}

/** Conditions by the first natural key of which the record has every field. */
function naturalKeyOf(record: JsonRecord, { naturalKeys }: ResourceDescription): string[] {
  for (const names of naturalKeys) {
    const conditions = names.map((name) => conditionOf(name, memberOf(record, name)))
    if (conditions.every((condition) => condition !== undefined)) return conditions
  }
  return []
}

function conditionOf(name: string, value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return `${name}="${value}"`
  if (typeof value !== 'object' || value === null) return undefined
  const { id } = value as { readonly id?: unknown }
  return typeof id === 'number' ? `${name}.id=${id}` : undefined
}

async function findByKey(
  resource: string,
  key: Readonly<Record<string, Scalar>>,
  organization: Organization,
  signal: AbortSignal,
): Promise<number> {
  const where = Object.entries(key).map(([name, value]) => `${name}="${value}"`)
  const { records } = await organization.query({ resource, where, fields: ['id'], limit: 2 }, signal)
  const [found, second] = records
  if (typeof found?.id === 'number' && second === undefined) return found.id
  throw new ToolProblem(
    found ? 'KEY_NOT_UNIQUE' : 'NOT_FOUND',
    `key: ${found ? 'several records' : 'no record'} of ${resource} with ${where.join(' and ')}.`,
    'Find the record with query_records, and give its id.',
  )
}

async function currentOf(
  resource: string,
  id: number | string,
  paths: readonly string[],
  organization: Organization,
  signal: AbortSignal,
): Promise<JsonRecord> {
  return await organization.get(resource, id, [...new Set(paths)], signal)
}

/** What is asked for of a record, to compare it: members of associations by themselves, lists as a whole. */
function pathsOf(record: JsonRecord): string[] {
  return Object.entries(record).flatMap(([name, value]) => {
    const wire = name.replaceAll('_', '-')
    if (wire === 'custom-fields' || !isJsonRecord(value) || Object.keys(value).length === 0) return [wire]
    return pathsOf(value).map((path) => `${wire}.${path}`)
  })
}

/** Fields of a record that differ from what it holds. */
function differing(wanted: JsonRecord, current: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !isSame(value, memberOf(current, name))))
}

/** Items of a list that have ids are compared with those of the same ids: Coupa changes these, and leaves the others alone. */
function isSame(wanted: unknown, current: unknown): boolean {
  if (isJsonRecord(wanted)) {
    return (
      isJsonRecord(current) && Object.entries(wanted).every(([name, value]) => isSame(value, memberOf(current, name)))
    )
  }
  if (Array.isArray(wanted)) {
    if (!haveIds(wanted)) return JSON.stringify(wanted) === JSON.stringify(current)
    return wanted.every((item) => isSame(item, itemWithId(current, item.id)))
  }
  return (wanted ?? null) === (current ?? null) || (!isBlank(current) && String(wanted) === String(current))
}

/** What a record holds of that which would be written. */
function heldOf(wanted: unknown, current: unknown): unknown {
  if (isJsonRecord(wanted) && isJsonRecord(current)) {
    return Object.fromEntries(
      Object.entries(wanted).map(([name, value]) => [name, heldOf(value, memberOf(current, name))]),
    )
  }
  if (Array.isArray(wanted) && haveIds(wanted)) {
    return wanted.flatMap((item) => {
      const held = itemWithId(current, item.id)
      return held === undefined ? [] : [heldOf(item, held)]
    })
  }
  return current ?? null
}

function haveIds(items: readonly unknown[]): items is readonly { readonly id: number }[] {
  return items.length > 0 && items.every((item) => isJsonRecord(item) && typeof item.id === 'number')
}

function itemWithId(items: unknown, id: number): JsonRecord | undefined {
  return Array.isArray(items) ? items.find((item: unknown) => isJsonRecord(item) && item.id === id) : undefined
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined
}

function hasStatus({ fields }: ResourceDescription): boolean {
  return fields.some(({ name, isReadable }) => name === 'status' && isReadable)
}

function memberOf(record: JsonRecord, name: string): unknown {
  return record[name] ?? record[name.replaceAll('_', '-')]
}
