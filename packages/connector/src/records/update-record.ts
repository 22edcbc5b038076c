import { type DecodeContext, decodeOptionalRecord } from '../answers/decode-records.ts'
import type { FieldNotice } from '../errors/field-notice.ts'
import { UnsupportedOperationError } from '../errors/request-errors.ts'
import type { CoupaRecord } from '../format/coupa-record.ts'
import type { CallRequest } from '../http/call.ts'
import { pairsOf } from '../requests/extra-parameters.ts'
import { isWrittenRecord } from '../requests/is-written-record.ts'
import { isAnswerLost, momentOf, outcomeUnknown } from '../requests/lost-answer.ts'
import { type ResourcePath, recordPath } from '../requests/resource-path.ts'
import {
  encodeRecord,
  searchOf,
  type WritableRecord,
  type WriteOptions,
  type WriteTools,
} from '../requests/write-request.ts'
import { exportedCommandOf, fieldsOfMark } from './exported-command.ts'
import { ignoredFieldsCheck } from './ignored/ignored-fields-check.ts'

/** What a change came to. */
export interface Updated {
  /** The record as it is now; undefined where Coupa answered without one, as with `returnObject: 'none'`. */
  readonly record: CoupaRecord | undefined
  readonly id: number | string
  /** Fields that Coupa did not take as they were sent. Empty when it took all, as far as the answer tells. */
  readonly notices: readonly FieldNotice[]
}

/**
 * Changes the given fields of a record and no others (F-282). A change may be sent several times, for it comes to
 * the same, unless it adds lines or other records inside: a line without an id is added each time it is sent. Such a change
 * is sent once, and throws `OutcomeUnknownError` when its answer is lost.
 */
export async function updateRecord(
  resource: ResourcePath,
  id: number | string,
  input: WritableRecord,
  options: WriteOptions,
  tools: WriteTools,
): Promise<Updated> {
  const { format = tools.format } = options
  const path = recordPath(resource.path, id)
  const body = encodeRecord(input, format, resource)
  const noteIgnored = ignoredFieldsCheck({ method: 'PUT', path, resource, input, options, id })
  const repeat = addsRecords(input) ? 'once' : 'idempotent'
  const request = { method: 'PUT', path, search: searchOf(options, resource), body, repeat } as const
  const record = await sendChange(resource, request, options, tools)
  return { record, id, notices: noteIgnored(record, id) }
}

/**
 * Sets or resets the exported flag, in a request of its own: other changes in it might be ignored (F-361). Answers with the
 * flag and its times only, unless the options ask for something else.
 */
export async function setExportedFlag(
  resource: ResourcePath,
  id: number | string,
  isExported: boolean,
  options: WriteOptions,
  tools: WriteTools,
): Promise<Updated> {
  const { suffix, parameters } = exportedCommandOf(resource.description, isExported)
  const path = `${recordPath(resource.path, id)}${suffix}`
  const isAsked = options.fields !== undefined || options.returnObject !== undefined
  const fields = isAsked ? options.fields : fieldsOfMark(resource.description)
  const extraParameters = [...parameters, ...pairsOf(options.extraParameters)]
  const search = searchOf({ ...options, fields, extraParameters }, resource)
  const record = await sendChange(resource, { method: 'PUT', path, search, repeat: 'idempotent' }, options, tools)
  return { record, id, notices: [] }
}

/** Deletes a record. Throws `UnsupportedOperationError` where the catalog knows no such operation. */
export async function deleteRecord(
  resource: ResourcePath,
  id: number | string,
  options: WriteOptions,
  tools: WriteTools,
): Promise<void> {
  const { name, operations } = resource.description
  if (!operations.some((operation) => operation.name === 'delete')) {
    throw new UnsupportedOperationError({ resource: name, operation: 'delete' })
  }
  const request = { method: 'DELETE', path: recordPath(resource.path, id), repeat: 'idempotent' } as const
  await sendChange(resource, request, options, tools)
}

type ChangeRequest = Pick<CallRequest, 'method' | 'path' | 'search' | 'body' | 'contentType' | 'repeat'>

async function sendChange(
  resource: ResourcePath,
  request: ChangeRequest,
  { format: ownFormat, priority, signal }: WriteOptions,
  { caller, clock, format: defaultFormat, authenticationType }: WriteTools,
): Promise<CoupaRecord | undefined> {
  const { method, path } = request
  const format = ownFormat ?? defaultFormat
  const sentAt = momentOf(clock)
  const context: DecodeContext = { format, resource: resource.description, path, method, authenticationType }
  try {
    return await decodeOptionalRecord(await caller.call({ ...request, format, priority, signal }), context)
  } catch (error) {
    signal?.throwIfAborted()
    if (request.repeat !== 'once' || !isAnswerLost(error)) throw error
    throw outcomeUnknown({ method, path, sentAtMs: sentAt.nowMs, what: path }, error)
  }
}

/** Whether a list anywhere in the record holds a record without an id, which Coupa adds (F-288). */
export function addsRecords(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Date) return false
  if (!Array.isArray(value)) return Object.values(value).some(addsRecords)
  return value.some((item) => (isWrittenRecord(item) && item.id === undefined) || addsRecords(item))
}
