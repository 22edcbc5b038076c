import { findAction, type ResourceDescription } from '@coupa-connector/catalog'
import type { JsonRecord, Organization } from '../organization/organization.ts'
import { addressedResource, checkRecordId } from '../records/addressed-resource.ts'
import { ToolProblem } from '../tool/tool-problem.ts'
import { checkRecord } from './check-record.ts'
import { differingFields, heldOf, memberOf, pathsOf } from './compare-record.ts'
import type { ProposedOperation } from './proposals.ts'

type Scalar = string | number | boolean

export interface CreateRequest {
  readonly resource: string
  readonly record: JsonRecord
}

export interface ChangeRequest {
  readonly resource: string
  readonly id?: number | undefined
  /** Finds the record instead of its id. */
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
  const description = addressedResource(resource)
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
  const description = addressedResource(resource)
  if ((set === undefined) === (action === undefined)) {
    throw new ToolProblem(
      'ARGUMENTS_INVALID',
      'Give either set or action.',
      'set writes fields, action calls one of Coupa’s actions.',
    )
  }
  if (id !== undefined) checkRecordId(id)
  if ((id === undefined) === (key === undefined)) {
    throw new ToolProblem(
      'ARGUMENTS_INVALID',
      'Give either id or key.',
      'key names fields that find one record: {"number": "S-1"}.',
    )
  }
  const found = id ?? (await findByKey(resource, key ?? {}, organization, signal))
  if (action !== undefined) {
    const name = actionNamed(action, description)
    const expected = await organization.get(resource, found, hasStatus(description) ? ['status'] : ['id'], signal)
    return { action: 'act', resource, id: found, name, parameters, expected, wire: 'json' }
  }
  const wanted = set ?? {}
  refuseWithout(description, 'update')
  checkRecord(wanted, description, 'set')
  const current = await organization.get(resource, found, [...new Set(pathsOf(wanted))], signal)
  const record = differingFields(wanted, current)
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

/** The name that Coupa has for an action on a record. Files are not an outcome that somebody could approve. */
function actionNamed(action: string, description: ResourceDescription): string {
  const known = findAction(description, action)
  if (known !== undefined && known.level === 'record' && !known.isBinary) return known.name
  const possible = description.actions.filter(({ level, isBinary }) => level === 'record' && !isBinary)
  throw new ToolProblem(
    'UNKNOWN_ACTION',
    `action: a record of ${description.name} has no action ${JSON.stringify(action)}.`,
    `Actions are ${possible.map(({ name }) => name).join(', ') || 'none'}.`,
  )
}

function hasStatus({ fields }: ResourceDescription): boolean {
  return fields.some(({ name, isReadable }) => name === 'status' && isReadable)
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
