import type { BadResponseError } from '../errors/answer-errors.ts'
import { badBody } from '../format/decode-text.ts'
import type { CallRequest, CallResponse, RequestSize } from '../http/call.ts'
import { mediaTypeOf } from './media-type.ts'

/** Characters that no common server takes for too many. */
const smallAddress = 2000
const smallHeaders = 4000

/**
 * The error for an answer that says the request is too large: 413, 414 and 431 (494 in nginx), and a 400 without a reason to a
 * long address or token, which is how other servers say it. What was sent tells which part is to blame. Undefined for every
 * other answer.
 */
export function tooLargeError(
  response: CallResponse,
  messages: readonly string[],
  { method = 'GET', path }: { readonly method?: CallRequest['method'] | undefined; readonly path: string },
): BadResponseError | undefined {
  const { status, headers, bytes, sent } = response
  const blamed = partToBlame(status, sent)
  if (blamed === undefined) return undefined
  if (status === 400 && (messages.length > 0 || sent === undefined || !isLarge(sent))) return undefined
  const { fact, suggestion } = blamed
  return badBody(
    'status',
    fact,
    bytes,
    { method, path, status, mediaType: mediaTypeOf(headers) },
    {
      message:
        status === 400
          ? `${method} ${path} was refused without a reason (status 400), probably for its size: ${fact}`
          : `${method} ${path} was refused before Coupa read it (status ${status}): ${fact}`,
      suggestion,
    },
  )
}

function isLarge({ addressCharacters, headerCharacters }: RequestSize): boolean {
  return addressCharacters > smallAddress || headerCharacters > smallHeaders
}

interface Blame {
  readonly fact: string
  readonly suggestion: string
}

function partToBlame(status: number, sent: RequestSize | undefined): Blame | undefined {
  switch (status) {
    case 413:
      return sent?.bodyBytes === 0 ? lineOrHeaders(sent) : body(sent)
    case 414:
      return address(sent)
    case 400:
    case 431:
    case 494:
      return lineOrHeaders(sent)
    default:
      return undefined
  }
}

/** A token grows with its scopes and has no length limit (F-026), and an address with its conditions and fields. */
function lineOrHeaders(sent: RequestSize | undefined): Blame {
  if (sent !== undefined && sent.addressCharacters > smallAddress && sent.addressCharacters >= sent.headerCharacters) {
    return address(sent)
  }
  const size =
    sent === undefined
      ? ''
      : `: its headers have ${sent.headerCharacters} characters, its address ${sent.addressCharacters}`
  const isToken = sent === undefined || sent.headerCharacters > smallHeaders
  return {
    fact: `the ${isToken ? 'headers of the request are' : 'request is'} too large for the server${size}`,
    suggestion: isToken
      ? 'Ask for fewer scopes: the access token, which grows with them, is probably too long.'
      : 'Neither is large: ask the operator of the proxy or gateway in between for its limits.',
  }
}

function address(sent: RequestSize | undefined): Blame {
  const size = sent === undefined ? '' : `: it has ${sent.addressCharacters} characters`
  return {
    fact: `the address of the request is too long for the server${size}`,
    suggestion: 'Ask for less in one query: fewer values in a list, fewer conditions, fewer fields.',
  }
}

function body(sent: RequestSize | undefined): Blame {
  const size = sent?.bodyBytes === undefined ? '' : `: it has ${sent.bodyBytes} bytes`
  return {
    fact: `the body of the request is too large for the server${size}`,
    suggestion: 'Send less at a time: fewer lines in a record, or a smaller file.',
  }
}
