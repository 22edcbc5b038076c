import { isUtf8 } from 'node:buffer'
import { BadResponseError, type BadResponseFacts } from '../errors/bad-response-error.ts'

/** Where a body came from: goes into the errors about it. */
export type BodyOrigin = Omit<BadResponseFacts, 'reason' | 'excerpt'>

/** The characters of a body: strict UTF-8 (api-facts §3.1), a byte order mark is dropped. Throws `BadResponseError`. */
export function decodeText(bytes: Uint8Array, origin: BodyOrigin = {}): string {
  if (!isUtf8(bytes)) throw badBody('encoding', 'is not UTF-8', bytes, origin)
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  return asBuffer(bytes).toString('utf8', start)
}

/** The error for a body that is not what it should be; `problem` completes the sentence "the body …". */
export function badBody(
  reason: BadResponseFacts['reason'],
  problem: string,
  bytes: Uint8Array,
  origin: BodyOrigin,
  { cause, suggestion }: { cause?: unknown; suggestion?: string | undefined } = {},
): BadResponseError {
  const source = origin.path === undefined ? '' : ` of ${origin.method ?? 'GET'} ${origin.path}`
  return new BadResponseError(
    `the body${source} ${problem}`,
    { ...origin, reason, excerpt: excerptOf(bytes) },
    { suggestion, ...(cause === undefined ? {} : { cause }) },
  )
}

const excerptCharacters = 500

/** The first 500 characters of a body, whatever it is. */
export function excerptOf(bytes: Uint8Array): string {
  const longestCharacterBytes = 4
  return asBuffer(bytes)
    .toString('utf8', 0, excerptCharacters * longestCharacterBytes)
    .slice(0, excerptCharacters)
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
