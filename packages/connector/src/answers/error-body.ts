import { smallBytes } from '../format/answer-budget.ts'
import { decodeText } from '../format/decode-text.ts'
import { isRecord } from '../format/is-record.ts'
import { decodeJson } from '../format/json/decode-json.ts'
import { decodeXml } from '../format/xml/decode-xml.ts'
import { bodyKindOf } from './media-type.ts'

/** What the body of an error says, in any of its shapes (F-250, F-251). */
export interface ErrorBody {
  /** All messages in the order given, without repetitions. */
  readonly messages: readonly string[]
  /** The internal models that JSON names, `invoice_header`; XML names none. */
  readonly modelKeys: readonly string[]
  /** Remarks that are not errors. Coupa sends them as a member `warnings` (F-253). */
  readonly warnings: readonly string[]
}

/**
 * What an error body says: both documented shapes, plain strings and nested objects where an array is expected, the
 * single `error` or `message` of proxies and of OAuth, and a line of plain text. Never throws: a body
 * that is none of these, or longer than any list of messages (`smallBytes`), has no messages.
 */
export function decodeErrorBody(bytes: Uint8Array, mediaType: string | undefined): ErrorBody {
  if (bytes.length > smallBytes) return nothing
  try {
    switch (bodyKindOf(bytes, mediaType)) {
      case 'json':
        return errorBodyOf(decodeJson(bytes)) ?? nothing
      case 'xml': {
        const { root, value } = decodeXml(bytes)
        return errorBodyOf({ [root]: value }) ?? errorBodyOf(value) ?? nothing
      }
      case 'other':
        return mediaType === 'text/plain' ? plainText(bytes) : nothing
      default:
        return nothing
    }
  } catch {
    return nothing
  }
}

/** One sentence in plain text. Longer texts are pages or stack traces, which tell people nothing. */
function plainText(bytes: Uint8Array): ErrorBody {
  const text = bytes.length > maxPlainBytes ? undefined : textOf(decodeText(bytes))
  return text === undefined ? nothing : { messages: [text], modelKeys: [], warnings: [] }
}

const maxPlainBytes = 500

/** The errors in a decoded value. Undefined when it has no member that holds errors. */
export function errorBodyOf(value: unknown): ErrorBody | undefined {
  if (!isRecord(value)) return undefined
  const carrier = errorKeys.find((key) => Object.hasOwn(value, key) && value[key] !== null)
  if (carrier === undefined) return undefined
  const collected: Collected = { messages: new Set(), modelKeys: new Set(), warnings: new Set() }
  collect(value[carrier], collected, undefined, 0)
  if (Object.hasOwn(value, 'warnings')) collectTexts(value.warnings, collected.warnings, 0)
  if (typeof value.error_description === 'string') collected.messages.add(value.error_description)
  return {
    messages: [...collected.messages],
    modelKeys: [...collected.modelKeys],
    warnings: [...collected.warnings],
  }
}

/** Coupa's text for an empty search (F-255), with or without its full stop. */
export function saysNoResults({ messages }: ErrorBody): boolean {
  return messages.length > 0 && messages.every((message) => noResults.test(message))
}

const noResults = /^\s*no results match your search criteria\.?\s*$/i
const errorKeys = ['errors', 'error', 'message'] as const
const nothing: ErrorBody = { messages: [], modelKeys: [], warnings: [] }

interface Collected {
  readonly messages: Set<string>
  readonly modelKeys: Set<string>
  readonly warnings: Set<string>
}

/** Deeper than any error body; what lies below is left out. */
const maxDepth = 20
/** More and longer messages than anybody reads. The rest is left out. */
const maxMessages = 1000
const maxMessageCharacters = 10_000

function collect(value: unknown, into: Collected, model: string | undefined, depth: number): void {
  if (depth > maxDepth || into.messages.size >= maxMessages) return
  const text = textOf(value)
  if (text !== undefined) {
    into.messages.add(text)
    if (model !== undefined) into.modelKeys.add(model)
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, into, model, depth + 1)
  } else if (isRecord(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (key === 'warnings') collectTexts(member, into.warnings, depth + 1)
      else collect(member, into, model ?? (wrapperKeys.has(key) ? undefined : key), depth + 1)
    }
  }
}

/** Keys that hold messages without naming a model: XML's element, and what proxies use. */
const wrapperKeys: ReadonlySet<string> = new Set(['error', 'errors', 'message', 'messages'])

function collectTexts(value: unknown, into: Set<string>, depth: number): void {
  if (depth > maxDepth || into.size >= maxMessages) return
  const text = textOf(value)
  if (text !== undefined) into.add(text)
  else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) collectTexts(member, into, depth + 1)
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.slice(0, maxMessageCharacters).trim() || undefined
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}
