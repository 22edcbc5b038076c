import { type DecodeContext, decodeOptionalRecord } from '../answers/decode-records.ts'
import { mediaTypeOf } from '../answers/media-type.ts'
import { withoutSecrets } from '../answers/without-secrets.ts'
import { BadResponseError, ServerError, ValidationError } from '../errors/answer-errors.ts'
import type { FieldNotice } from '../errors/field-notice.ts'
import type { CoupaRecord } from '../format/coupa-record.ts'
import { badBody } from '../format/decode-text.ts'
import type { CallResponse } from '../http/call.ts'
import { isAnswerLost, type Moment, momentOf, outcomeUnknown } from '../requests/lost-answer.ts'
import type { ResourcePath } from '../requests/resource-path.ts'
import {
  encodeRecord,
  searchOf,
  type WritableRecord,
  type WriteOptions,
  type WriteTools,
} from '../requests/write-request.ts'
import { ignoredFieldsCheck } from './ignored/ignored-fields-check.ts'
import { idOf, type LookUp, lookUp } from './look-up.ts'
import { naturalKeyOf } from './natural-key.ts'

export interface CreateOptions extends WriteOptions {
  /** Fields to look the record up by when the answer is lost. Default: the catalog's natural keys of the resource. */
  readonly naturalKey?: readonly string[] | undefined
  /**
   * Waits before each look-up: the server may still be at work on what seemed lost. Default: 1, 2 and 4 s, more than a
   * record takes as a rule; when the last one finds nothing either, the record counts as not created.
   */
  readonly settleDelaysMs?: readonly number[] | undefined
  /** How often the record may be sent in all, each time after a proof that it is not there. Default: 3. */
  readonly maxSends?: number | undefined
}

/** What a creation came to. */
export interface Created {
  /** Undefined only where no answer was wanted (`returnObject: 'none'`). */
  readonly record: CoupaRecord | undefined
  readonly id: number | string | undefined
  /** `look-up`: the answer was lost, and the record was found by its natural key. */
  readonly via: 'answer' | 'look-up'
  /** Fields that Coupa did not take as they were sent. Empty when it took all, as far as the answer tells. */
  readonly notices: readonly FieldNotice[]
}

type Sent = Omit<Created, 'notices'>

/**
 * Creates one record, once. When the answer is lost, the record is looked up by its natural key among
 * those created since: found, it is the answer; provably absent, it is sent again, unless the answer was one of success. Without a natural key, or when the
 * look-ups do not decide, throws `OutcomeUnknownError`. What Coupa refuses is a `ValidationError`.
 */
export async function createRecord(
  resource: ResourcePath,
  input: WritableRecord,
  options: CreateOptions,
  tools: WriteTools,
): Promise<Created> {
  const noteIgnored = ignoredFieldsCheck({ method: 'POST', path: resource.path, resource, input, options })
  const sent = await createOnce(resource, input, options, tools)
  return { ...sent, notices: noteIgnored(sent.record, sent.id) }
}

async function createOnce(
  resource: ResourcePath,
  input: WritableRecord,
  options: CreateOptions,
  tools: WriteTools,
): Promise<Sent> {
  const { maxSends = 3, signal } = options
  const send = preparedSend(resource, input, options, tools)
  const sentAt = momentOf(tools.clock)
  const findOwn = ownFinder({ resource, input, sentAt, options, tools })

  for (let sends = 1; ; sends++) {
    try {
      const created = await send()
      tools.ownRecords.add(resource.path, created.id)
      return created
    } catch (error) {
      signal?.throwIfAborted()
      // Refused when sent again: what was lost before may have been carried out late after all.
      const isRefusedTwin = sends > 1 && error instanceof ValidationError
      if (!isAnswerLost(error) && !isRefusedTwin) throw error
      const found = await findOwn(error, sends >= maxSends || saysItWasTaken(error))
      if (found !== undefined) return found
      // Not there. A failure of the application itself would be met again, and a refusal stands.
      if (isRefusedTwin || (error instanceof ServerError && error.details.status === 500)) throw error
    }
  }
}

/**
 * An answer of success that cannot be read. What was taken and is not found is somewhere the look-up does not see, so it is
 * never sent again. A web page comes from what stands before Coupa, and says nothing of the record.
 */
function saysItWasTaken(error: unknown): boolean {
  return error instanceof BadResponseError && error.details.kind !== 'html'
}

interface Search {
  readonly resource: ResourcePath
  readonly input: WritableRecord
  readonly sentAt: Moment
  readonly options: CreateOptions
  readonly tools: WriteTools
}

/**
 * Looks for what a lost creation made. Undefined is the proof that it made nothing; without one throws
 * `OutcomeUnknownError`, and so it does when the proof would be followed by nothing but giving up.
 */
function ownFinder(search: Search): (error: unknown, isLast: boolean) => Promise<Sent | undefined> {
  const { resource, input, sentAt, options, tools } = search
  const own = tools.ownRecords
  const { path, description } = resource
  const key = naturalKeyOf(input, description, options.naturalKey)
  const unknown = (cause: unknown, found?: string) => {
    const what = `a record of ${path} with ${key?.text ?? 'these values'}, created at that time,`
    return outcomeUnknown({ method: 'POST', path, sentAtMs: sentAt.nowMs, lookedUpBy: key?.text, found, what }, cause)
  }
  return async (error, isLast) => {
    if (key === undefined) throw unknown(error)
    tools.log?.warn({ path, naturalKey: key.text }, 'the answer to a creation was lost: looking the record up')
    const result = await settledLookUp({ resource, key, sentAt, own, options }, tools, options).catch((cause) => {
      options.signal?.throwIfAborted()
      throw unknown(cause, 'failed')
    })
    if (result.kind === 'found') return { record: result.record, id: result.id, via: 'look-up' }
    if (result.kind === 'undecided') throw unknown(error, result.reason)
    if (isLast) throw unknown(error, 'found nothing')
    return undefined
  }
}

const defaultSettleDelaysMs = [1000, 2000, 4000]

/** Looks the record up, waiting before each time, until something is there or the last look-up finds nothing. */
async function settledLookUp(
  wanted: LookUp,
  tools: WriteTools,
  { settleDelaysMs = defaultSettleDelaysMs, signal }: CreateOptions,
): Promise<Awaited<ReturnType<typeof lookUp>>> {
  for (const delayMs of settleDelaysMs) {
    await tools.clock.sleep(delayMs, signal)
    const result = await lookUp(wanted, tools)
    if (result.kind !== 'absent') return result
  }
  return settleDelaysMs.length === 0 ? lookUp(wanted, tools) : { kind: 'absent' }
}

/** Encodes the record at once, so that what cannot be sent is refused before anything happens. */
function preparedSend(
  resource: ResourcePath,
  input: WritableRecord,
  options: CreateOptions,
  { caller, format: defaultFormat, authenticationType }: WriteTools,
): () => Promise<Sent> {
  const { path, description } = resource
  const { format = defaultFormat, returnObject, priority, signal } = options
  const search = searchOf(options, resource)
  const body = encodeRecord(input, format, resource)
  const context: DecodeContext = { format, resource: description, path, method: 'POST', authenticationType }
  return async () => {
    const response = await caller.call({ method: 'POST', path, search, format, body, repeat: 'once', priority, signal })
    return createdOf(response, context, returnObject === 'none')
  }
}

async function createdOf(response: CallResponse, context: DecodeContext, isAnswerUnwanted: boolean): Promise<Sent> {
  const record = await decodeOptionalRecord(response, context)
  const id = idOf(record) ?? idOfLocation(response.headers.location)
  if (record === undefined) {
    if (id !== undefined && !isAnswerUnwanted) return { record: { id }, id, via: 'answer' }
    if (isAnswerUnwanted) return { record: undefined, id, via: 'answer' }
    throw incomplete('the body is empty where the new record is expected', response, context)
  }
  if (id === undefined && context.resource.hasId) {
    throw incomplete('the new record has no id', response, context)
  }
  return { record, id, via: 'answer' }
}

/** The last segment of `…/api/suppliers/77`. */
function idOfLocation(location: string | undefined): number | undefined {
  const digits = /\/(\d+)(?:\.\w+)?\/?(?:[?#].*)?$/.exec(location ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function incomplete(reason: string, response: CallResponse, { path }: DecodeContext): Error {
  const { status, headers, bytes } = withoutSecrets(response)
  return badBody('shape', reason, bytes, { method: 'POST', path, status, mediaType: mediaTypeOf(headers) })
}
