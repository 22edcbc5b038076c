import { isAscii, isUtf8 } from 'node:buffer'
import { type BadResponseDetails, BadResponseError, type BadResponseKind } from '../errors/answer-errors.ts'
import type { CoupaErrorOptions } from '../errors/coupa-error.ts'
import { excerptOf } from '../secrets/excerpt.ts'
import type { BudgetExceeded } from './answer-budget.ts'

/** Where a body came from: goes into the errors about it. */
export type BodyOrigin = Pick<BadResponseDetails, 'method' | 'path' | 'status' | 'mediaType'>

/** The origin of a body that is decoded by itself. */
const unknownOrigin: BodyOrigin = { method: 'GET', path: '(body)', status: 200, mediaType: undefined }

/** The characters of a body: strict UTF-8 (F-080), a byte order mark is dropped. Throws `BadResponseError`. */
export function decodeText(bytes: Uint8Array, origin?: BodyOrigin): string {
  // Most bodies are ASCII, which becomes a text faster.
  if (isAscii(bytes)) return asBuffer(bytes).toString('latin1')
  if (!isUtf8(bytes)) throw badBody('encoding', 'the body is not UTF-8', bytes, origin)
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  return asBuffer(bytes).toString('utf8', start)
}

/** The error for a body that is not what it should be. */
export function badBody(
  kind: BadResponseKind,
  reason: string,
  bytes: Uint8Array,
  origin: BodyOrigin = unknownOrigin,
  options: CoupaErrorOptions = {},
): BadResponseError {
  return new BadResponseError({ ...origin, kind, reason, excerpt: excerptOf(bytes) }, options)
}

/** The error for a body with more in it than one answer may hold. */
export function beyondBudget(cause: BudgetExceeded, bytes: Uint8Array, origin?: BodyOrigin): BadResponseError {
  return badBody('too-large', cause.message, bytes, origin, {
    cause,
    suggestion: 'Ask for less (fields, limit). No answer of Coupa is known that comes near this limit.',
    advice: ['ask-for-less'],
  })
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** How a body begins, one character a byte, without a byte order mark: enough to tell markup from JSON. */
export function asciiPrefix(bytes: Uint8Array, length = 64): string {
  const buffer = asBuffer(bytes)
  const start = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0
  return buffer.toString('latin1', start, start + length)
}
