import { isUtf8 } from 'node:buffer'
import type { CallResponse } from '../http/call.ts'

/**
 * What `decode` makes of an answer. Where it throws, the answer is decoded once more with the secrets of the call struck
 * out, so that no error quotes a server that repeats what it was sent. Records themselves are never changed.
 */
export function decodeWithoutLeak<Decoded>(
  response: CallResponse,
  decode: (response: CallResponse) => Decoded,
): Decoded {
  try {
    return decode(response)
  } catch (error) {
    if (response.strike === undefined) throw error
    return decode(withoutSecrets(response))
  }
}

/** The answer with the secrets of the call struck out of its body: for errors, which show the beginning of it. */
export function withoutSecrets(response: CallResponse): CallResponse {
  const { bytes, strike } = response
  if (strike === undefined) return response
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1'
  return { ...response, bytes: Buffer.from(strike(unescaped(bytes.toString(encoding))), encoding), strike: undefined }
}

/** JSON may write any letter as its number, and Rails does so with `&`, `<` and `>`; what ends a string stays. */
function unescaped(text: string): string {
  const plain = text.replace(/\\u([0-9a-f]{4})/gi, (whole: string, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16))
    return character < ' ' || character === '"' || character === '\\' ? whole : character
  })
  return plain.replaceAll('\\/', '/')
}
