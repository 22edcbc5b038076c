import { errorBodyOf } from '../../answers/error-body.ts'
import { BadResponseError } from '../../errors/answer-errors.ts'
import { describePage, looksLikePage } from '../../format/describe-page.ts'
import { isRecord } from '../../format/is-record.ts'
import { decodingJson } from '../../format/json/decode-json.ts'
import { runAtOnce, type Work } from '../../format/work.ts'
import { decodingXml } from '../../format/xml/decode-xml.ts'

/** The judgement of an answer's body. `records` fits what Coupa sends for an index or for one record. */
export type JudgedBody =
  | { readonly kind: 'records'; readonly format: 'json' | 'xml' }
  | { readonly kind: 'errors'; readonly format: 'json' | 'xml'; readonly messages: readonly string[] }
  | { readonly kind: 'broken'; readonly format: 'json' | 'xml'; readonly problem: string }
  /** `seen` says in words what it is. */
  | { readonly kind: 'page'; readonly seen: string }
  | { readonly kind: 'foreign'; readonly seen: string }

/** A body with what it claims and may be. */
export interface BodyToJudge {
  /** The `content-type` header as it came. */
  readonly contentType: string | undefined
  readonly body: string
  /**
   * XML elements that the root may be: of the collection and of one record, for example `tax-codes`, `tax-code`. With
   * `any`, every root is taken for records, and so is every JSON object.
   */
  readonly xmlRoots: readonly string[] | 'any'
}

/**
 * Judges a body by its media type and its content together: only JSON or XML of the right shape counts, a web page never
 * does. `return_object=limited` may answer with one bare object instead of an array (F-171):
 * both count.
 */
export function judgeBody(given: BodyToJudge): JudgedBody {
  return runAtOnce(judgingBody(given))
}

/** As `judgeBody`, with pauses where the body is large. */
export function* judgingBody({ contentType, body, xmlRoots }: BodyToJudge): Work<JudgedBody> {
  const mediaType = mediaTypeOf(contentType)
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml' || looksLikePage(body)) {
    return { kind: 'page', seen: describePage(body) }
  }
  if (/^(?:application|text)\/(?:[\w.-]+\+)?json$/.test(mediaType)) return yield* judgingJson(body, xmlRoots === 'any')
  if (/^(?:application|text)\/(?:[\w.-]+\+)?xml$/.test(mediaType)) return yield* judgingXml(body, xmlRoots)
  return { kind: 'foreign', seen: mediaType === '' ? describeUntyped(body) : `content of the type ${mediaType}` }
}

/** `application/json; charset=utf-8` → `application/json`; empty when there is none. */
export function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

/** The no-results answer, which is not an error: XML has no other way to say that nothing was found (F-255). */
export function saysNoResults(messages: readonly string[]): boolean {
  return messages.some((message) => /no results match/i.test(message))
}

function* judgingJson(body: string, isAnyRecord: boolean): Work<JudgedBody> {
  if (body.trim() === '') return { kind: 'broken', format: 'json', problem: 'it is empty' }
  const decoded = yield* unlessBroken(decodingJson(Buffer.from(body)), 'it is not valid JSON, or was cut off')
  if ('problem' in decoded) return { kind: 'broken', format: 'json', problem: decoded.problem }
  const { value } = decoded
  if (Array.isArray(value)) {
    if (value.every(isRecord)) return { kind: 'records', format: 'json' }
    return { kind: 'foreign', seen: 'a JSON list of something other than records' }
  }
  if (!isRecord(value)) return { kind: 'foreign', seen: `a bare JSON ${value === null ? 'null' : typeof value}` }
  if ('errors' in value || 'error' in value) {
    return { kind: 'errors', format: 'json', messages: flattenMessages(value.errors ?? value.error) }
  }
  if (isAnyRecord || typeof value.id === 'number') return { kind: 'records', format: 'json' }
  return { kind: 'foreign', seen: 'a JSON object that is not a record' }
}

function* judgingXml(body: string, xmlRoots: BodyToJudge['xmlRoots']): Work<JudgedBody> {
  if (body.trim() === '') return { kind: 'broken', format: 'xml', problem: 'it is empty' }
  const decoded = yield* unlessBroken(decodingXml(Buffer.from(body)), 'it is not valid XML, or was cut off')
  if ('problem' in decoded) return { kind: 'broken', format: 'xml', problem: decoded.problem }
  const { root, value } = decoded.value
  if (root === 'errors' || root === 'error') {
    const messages = errorBodyOf({ [root]: value })?.messages ?? []
    return { kind: 'errors', format: 'xml', messages: messages.map((message) => message.trim()).filter(Boolean) }
  }
  // Rails writes an empty collection without a class as nil-classes.
  const fits = xmlRoots === 'any' || xmlRoots.includes(root) || root === 'nil-classes'
  return fits ? { kind: 'records', format: 'xml' } : { kind: 'foreign', seen: `an XML document <${root.slice(0, 60)}>` }
}

/** The result of the work, or what is wrong with the body: `broken`, unless it contains more than an answer may. */
function* unlessBroken<Value>(work: Work<Value>, broken: string): Work<{ value: Value } | { problem: string }> {
  try {
    return { value: yield* work }
  } catch (error) {
    if (!(error instanceof BadResponseError)) throw error
    return { problem: error.details.kind === 'too-large' ? error.details.reason : broken }
  }
}

/** All texts of an errors member: lists by model, a bare text, or nested objects (F-251, F-253). Warnings are none. */
function flattenMessages(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value]
  if (depth > 5) return []
  if (Array.isArray(value)) return value.flatMap((item) => flattenMessages(item, depth + 1))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, item]) => (key === 'warnings' ? [] : flattenMessages(item, depth + 1)))
}

function describeUntyped(body: string): string {
  return body.trim() === '' ? 'an empty answer' : 'content without a type'
}
