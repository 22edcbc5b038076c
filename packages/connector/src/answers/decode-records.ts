import type { ResourceDescription } from '@coupa-connector/catalog'
import type { BadResponseError } from '../errors/answer-errors.ts'
import type { CoupaRecord, Format } from '../format/coupa-record.ts'
import { badBody } from '../format/decode-text.ts'
import { hyphenated } from '../format/hyphenated.ts'
import { isRecord } from '../format/is-record.ts'
import { decodingJson } from '../format/json/decode-json.ts'
import type { Work } from '../format/work.ts'
import { decodingXml, type XmlDocument } from '../format/xml/decode-xml.ts'
import type { CallResponse } from '../http/call.ts'
import { decimalFieldsOf, decimalsAsText } from './decimals-as-text.ts'
import { decodeErrorBody, type ErrorBody, errorBodyOf, saysNoResults } from './error-body.ts'
import { bodyKindOf, mediaTypeOf } from './media-type.ts'
import { errorOfResponse, type RequestContext, refusalOf } from './response-error.ts'
import { withUnsetCustomFields } from './unset-custom-fields.ts'
import { decodeWithoutLeak } from './without-secrets.ts'

export interface AnswerContext extends RequestContext {
  /** The encoding that was asked for. An answer in the other one is read by what it really is (F-083). */
  readonly format: Format
}

export interface DecodeContext extends AnswerContext {
  readonly resource: ResourceDescription
  /** `decimalFieldsOf` the resource, for whoever decodes many pages of it. */
  readonly decimalFields?: readonly string[] | undefined
}

/**
 * The records of a page. Judges the body, not only the status.
 *
 * An empty search is an empty array however Coupa says it: an empty array in either encoding, and 404 (or 200) with
 * the no-results text in any error shape (F-255). Everything that is not a page throws: no body, HTML, a body that is
 * cut off or foreign, an object instead of an array, another root element (`BadResponseError`); errors by status as in
 * `errorOfResponse`; and an answer of success that holds errors (`ValidationError`). A large answer is decoded in slices
 * between which the process does what else it has to do.
 */
export function decodeRecords(response: CallResponse, context: DecodeContext): Promise<CoupaRecord[]> {
  return decodeWithoutLeak(response, (safe) => recordsOf(safe, context))
}

function* recordsOf(response: CallResponse, context: DecodeContext): Work<CoupaRecord[]> {
  const { status, bytes } = response
  if (status === 404 && saysNoResults(decodeErrorBody(bytes, mediaTypeOf(response.headers)))) return []
  const body = yield* successBody(response, context)
  if (body.errors !== undefined) {
    if (saysNoResults(body.errors)) return []
    throw refusalOf(body.errors, status, context)
  }
  const records = body.document === undefined ? body.value : arrayOfDocument(body.document, context.resource)
  if (!Array.isArray(records)) throw shapeError('the body is not a list of records', response, context)
  if (!records.every(isRecord)) throw shapeError('the list contains something that is not a record', response, context)
  // What says that nothing is left has to say it as documented: whoever believes it reads no further.
  if (records.length === 0 && status !== 200) throw shapeError('an empty list has status 200', response, context)
  const own = body.document === undefined ? records : withUnsetCustomFields(records, context.resource)
  return decimalsAsText(own, context.decimalFields ?? decimalFieldsOf(context.resource))
}

/**
 * The one record of an answer. A list of exactly one is accepted where an object is expected (F-453); an empty body, a
 * longer list and everything else throws as in `decodeRecords`.
 */
export async function decodeRecord(response: CallResponse, context: DecodeContext): Promise<CoupaRecord> {
  const record = await decodeOptionalRecord(response, context)
  if (record === undefined) throw shapeError('the body is empty where a record is expected', response, context)
  return record
}

/** Like `decodeRecord`, but returns undefined where a change is answered without a body, as with `return_object=none`. */
export function decodeOptionalRecord(response: CallResponse, context: DecodeContext): Promise<CoupaRecord | undefined> {
  return decodeWithoutLeak(response, (safe) => optionalRecordOf(safe, context))
}

function* optionalRecordOf(response: CallResponse, context: DecodeContext): Work<CoupaRecord | undefined> {
  if (isSuccess(response.status) && bodyKindOf(response.bytes, undefined) === 'empty') return undefined
  const body = yield* successBody(response, context)
  if (body.errors !== undefined) throw refusalOf(body.errors, response.status, context)
  const value = body.document === undefined ? body.value : body.document.value
  const record = unwrapped(Array.isArray(value) && value.length === 1 ? value[0] : value, context.resource)
  if (!isRecord(record)) throw shapeError('the body is not one record', response, context)
  if (body.document !== undefined) checkRoot(body.document, response, context)
  const own = body.document === undefined ? [record] : withUnsetCustomFields([record], context.resource)
  return decimalsAsText(own, decimalFieldsOf(context.resource))[0]
}

/** An answer whose shape is not known in advance, such as that of an action. */
export type DecodedAnswer =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'record'; readonly record: CoupaRecord }
  | { readonly kind: 'records'; readonly records: readonly CoupaRecord[] }

/** Reads the answer of an action: nothing, a record of any resource, or a list. Throws like `decodeRecords`. */
export function decodeAnswer(response: CallResponse, context: AnswerContext): Promise<DecodedAnswer> {
  return decodeWithoutLeak(response, (safe) => answerOf(safe, context))
}

function* answerOf(response: CallResponse, context: AnswerContext): Work<DecodedAnswer> {
  if (isSuccess(response.status) && bodyKindOf(response.bytes, undefined) === 'empty') return { kind: 'nothing' }
  if (response.status === 404 && context.method === 'GET') {
    if (saysNoResults(decodeErrorBody(response.bytes, mediaTypeOf(response.headers))))
      return { kind: 'records', records: [] }
  }
  const { value, errors } = yield* successBody(response, context)
  if (errors !== undefined) throw refusalOf(errors, response.status, context)
  if (Array.isArray(value) && value.every(isRecord)) return { kind: 'records', records: value }
  if (isRecord(value)) return { kind: 'record', record: value }
  throw shapeError('the body is neither a record nor a list of records', response, context)
}

interface SuccessBody {
  readonly value: unknown
  /** Set when the body is XML. */
  readonly document: XmlDocument | undefined
  /** Set when an answer of success holds errors instead of records. */
  readonly errors: ErrorBody | undefined
}

/** Decodes the body of a successful answer. Throws for every other answer. */
function* successBody(response: CallResponse, context: AnswerContext): Work<SuccessBody> {
  const { status, bytes } = response
  if (!isSuccess(status)) throw errorOfResponse(response, context)
  const mediaType = mediaTypeOf(response.headers)
  const origin = { method: context.method ?? 'GET', path: context.path, status, mediaType }
  switch (bodyKindOf(bytes, mediaType)) {
    case 'json': {
      const value = yield* decodingJson(bytes, origin)
      return { value, document: undefined, errors: isErrorObject(value) ? errorBodyOf(value) : undefined }
    }
    case 'xml': {
      const document = yield* decodingXml(bytes, origin)
      const isErrors = /^errors?$/.test(document.root)
      const errors = isErrors ? errorBodyOf({ [document.root]: document.value }) : undefined
      return { value: document.value, document, errors }
    }
    case 'html':
      throw badBody('html', 'it is a web page, not data', bytes, origin, {
        suggestion:
          'Check that the URL of the connection ends in /api and that no proxy or login page is in front of it.',
      })
    case 'empty':
      throw badBody('malformed', 'the body is empty', bytes, origin, {
        suggestion:
          'Coupa answers every question with a body. Try again; if it happens again, check the proxies and gateways in between.',
      })
    case 'other':
      throw badBody(
        'media-type',
        mediaType === undefined ? 'the body is neither JSON nor XML' : `${mediaType} is neither JSON nor XML`,
        bytes,
        origin,
      )
  }
}

/** 206 would be a part of a body: it is not a success here. */
function isSuccess(status: number): boolean {
  return status >= 200 && status <= 204
}

/** `{"errors": …}` without an id: some records have a field of that name. */
function isErrorObject(value: unknown): boolean {
  if (!isRecord(value) || Object.hasOwn(value, 'id')) return false
  const errors = value.errors ?? value.error
  if (typeof errors === 'string') return errors !== ''
  return typeof errors === 'object' && errors !== null && Object.keys(errors).length > 0
}

/** The items of a root that is the collection's; undefined for any other root. */
function arrayOfDocument({ root, isArray, value }: XmlDocument, resource: ResourceDescription): unknown {
  const name = hyphenated(root)
  if (isArray) {
    // Rails calls an empty array of anything nil-classes.
    const isOurs = collectionRoots(resource).has(name) || (name === 'nil-classes' && isEmptyArray(value))
    return isOurs && Array.isArray(value) ? value.map(emptyAsRecord) : undefined
  }
  if (name !== resource.xmlArray || resource.xmlArray === resource.xmlItem) return undefined
  if (!isRecord(value) || Object.keys(value).length !== 1) return undefined
  const items = value[resource.xmlItem]
  return items === undefined || Array.isArray(items) ? items : [items]
}

/** Root elements that a collection may have: the catalog's, and those that follow from the path where the catalog guesses. */
function collectionRoots({ xmlArray, xmlItem, name, origin }: ResourceDescription): ReadonlySet<string> {
  const roots = new Set([xmlArray])
  const segments = name.split('/').filter((segment) => !segment.startsWith(':'))
  const last = segments.at(-1)
  if (last !== undefined) roots.add(hyphenated(last))
  if (origin !== 'article') roots.add(hyphenated(segments.join('-'))).add(`${xmlItem}s`)
  return roots
}

function checkRoot(document: XmlDocument, response: CallResponse, context: DecodeContext): void {
  const { resource } = context
  const root = hyphenated(document.root)
  const isOurs = document.isArray ? collectionRoots(resource).has(root) : itemRoots(resource).has(root)
  if (!isOurs) throw shapeError(`the root element is <${document.root}>`, response, context)
}

/** Actions may answer with the record under its model's name (F-415); both are the record's own. */
function itemRoots({ xmlItem, model }: ResourceDescription): ReadonlySet<string> {
  return new Set([xmlItem, hyphenated(model)])
}

/** Some answers have the record under its model's name in JSON, too, where no root is needed (F-130, F-415). */
function unwrapped(value: unknown, resource: ResourceDescription): unknown {
  if (!isRecord(value)) return value
  const [[name = '', inside] = [], ...others] = Object.entries(value)
  const isRoot = others.length === 0 && isRecord(inside) && itemRoots(resource).has(hyphenated(name))
  return isRoot && Object.hasOwn(inside, 'id') ? inside : value
}

function shapeError(problem: string, response: CallResponse, context: AnswerContext): BadResponseError {
  const { resource, method = 'GET', path, format } = context
  const { status, bytes } = response
  const mediaType = mediaTypeOf(response.headers)
  return badBody('shape', `${problem}; expected ${expectedOf(resource, format)}`, bytes, {
    method,
    path,
    status,
    mediaType,
  })
}

function expectedOf(resource: ResourceDescription | undefined, format: Format): string {
  if (resource === undefined) return 'records'
  return format === 'xml' ? `<${resource.xmlArray}> or <${resource.xmlItem}>` : `records of ${resource.name}`
}

/** A record without any field is an empty element, which by itself would be an empty text. */
function emptyAsRecord(item: unknown): unknown {
  return item === '' ? {} : item
}

function isEmptyArray(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}
