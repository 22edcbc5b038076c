import { isUtf8 } from 'node:buffer'
import { BadResponseError, ValidationError } from '../errors/answer-errors.ts'
import { noteCorrelation } from '../errors/coupa-error.ts'
import { smallBytes } from '../format/answer-budget.ts'
import { runInSlices, type Work } from '../format/work.ts'
import type { CallResponse } from '../http/call.ts'
import { excerptOf, maxExcerptBytes } from '../secrets/excerpt.ts'

/**
 * What `decode` makes of an answer. Where it throws, the answer is decoded once more with the secrets of the call struck
 * out, so that no error quotes a server that repeats what it was sent. Records themselves are never changed.
 */
export async function decodeWithoutLeak<Decoded>(
  response: CallResponse,
  decode: (response: CallResponse) => Work<Decoded>,
): Promise<Decoded> {
  try {
    return await decodeOnceOrTwice(response, decode)
  } catch (error) {
    noteCorrelation(error, response.correlationId)
    throw error
  }
}

async function decodeOnceOrTwice<Decoded>(
  response: CallResponse,
  decode: (response: CallResponse) => Work<Decoded>,
): Promise<Decoded> {
  try {
    return await runInSlices(decode(response))
  } catch (error) {
    const { bytes, strike } = response
    if (strike === undefined) throw error
    if (bytes.length <= smallBytes) return await runInSlices(decode(withoutSecrets(response)))
    if (response.status >= 300) return await runInSlices(decode(withoutSecrets(beginningOf(response))))
    throw errorWithoutSecrets(error, bytes, strike)
  }
}

/** Searching a text for secrets cannot pause. Errors quote only the beginning of a longer text. */

/** The answer with the secrets of the call struck out of its body, for errors, which show the beginning of it. */
export function withoutSecrets(response: CallResponse): CallResponse {
  const { bytes, strike } = response
  if (strike === undefined) return response
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1'
  return { ...response, bytes: Buffer.from(strike(unescaped(bytes.toString(encoding))), encoding), strike: undefined }
}

function beginningOf(response: CallResponse): CallResponse {
  return { ...response, bytes: response.bytes.subarray(0, maxExcerptBytes) }
}

/** The same error about a large successful answer, without its quotation of the original answer. */
function errorWithoutSecrets(error: unknown, bytes: Buffer, strike: (text: string) => string): unknown {
  if (error instanceof BadResponseError) {
    const { details, suggestion, advice } = error
    const excerpt = excerptOf(strike(unescaped(bytes.toString('utf8', 0, maxExcerptBytes))))
    return new BadResponseError({ ...details, reason: strike(details.reason), excerpt }, { suggestion, advice })
  }
  if (error instanceof ValidationError) {
    const { messages, warnings, modelKeys } = error.details
    const struck = { messages: messages.map(strike), warnings: warnings.map(strike), modelKeys: modelKeys.map(strike) }
    return new ValidationError({ ...error.details, ...struck }, { suggestion: error.suggestion })
  }
  return error
}

/** JSON may write any letter as its number, and Rails does so with `&`, `<` and `>`; what ends a string stays. */
function unescaped(text: string): string {
  const plain = text.replace(/\\u([0-9a-f]{4})/gi, (whole: string, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16))
    return character < ' ' || character === '"' || character === '\\' ? whole : character
  })
  return plain.replaceAll('\\/', '/')
}
