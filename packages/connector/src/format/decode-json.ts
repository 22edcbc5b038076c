import { type BodyOrigin, badBody, decodeText } from './decode-text.ts'

/**
 * The value of a JSON body. Throws `BadResponseError` when it is not UTF-8, cut off or not JSON.
 *
 * Decimals keep their text. Coupa sends them as strings (api-facts §3.3, D), but Swagger calls them numbers; where a
 * server does send `12.50`, `1e3` or an integer beyond 2^53, the string of exactly those characters comes back, so that
 * no digit is lost and both encodings give the same record. Other integers are numbers.
 */
export function decodeJson(bytes: Uint8Array, origin?: BodyOrigin): unknown {
  const text = decodeText(bytes, origin)
  try {
    const value: unknown = JSON.parse(text)
    return hasInexactNumber(text) ? JSON.parse(text, keepSource) : value
  } catch (cause) {
    const reason = bytes.length === 0 ? 'the body is empty' : 'the JSON is cut off or broken'
    throw badBody('malformed', reason, bytes, origin, { cause })
  }
}

/** Whether a number of the text would lose characters as a JavaScript number. */
export function hasInexactNumber(text: string): boolean {
  return mayHoldInexactNumber(text) && confirmInexactNumber(text)
}

function keepSource(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source
  if (typeof value !== 'number' || source === undefined) return value
  return inexactSource.test(source) || !Number.isSafeInteger(value) ? source : value
}

const inexactSource = /[.eE]/

/**
 * Asked of every page, most of which hold no such number, so it goes from colon to colon instead of from character to
 * character: about a tenth of what JSON.parse takes. It may say yes for what stands inside a string, and does so for lists
 * that do not hold records or lists; `confirmInexactNumber` then looks exactly.
 */
function mayHoldInexactNumber(text: string): boolean {
  if (startsWithInexactNumber(text, 0)) return true
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    if (startsWithInexactNumber(text, colon + 1)) return true
  }
  for (let bracket = text.indexOf('['); bracket >= 0; bracket = text.indexOf('[', bracket + 1)) {
    if (isListOfScalars(text, bracket + 1)) return true
  }
  return false
}

function startsWithInexactNumber(text: string, start: number): boolean {
  let at = start
  let code = text.charCodeAt(at)
  while (isBlank(code)) code = text.charCodeAt(++at)
  if (code === minus) code = text.charCodeAt(++at)
  if (!isDigit(code)) return false
  const first = at
  while (isDigit(code)) code = text.charCodeAt(++at)
  return code === dot || code === smallE || code === capitalE || at - first > 15
}

function isListOfScalars(text: string, start: number): boolean {
  let at = start
  let code = text.charCodeAt(at)
  while (isBlank(code)) code = text.charCodeAt(++at)
  return code !== openingBrace && code !== openingBracket && code !== closingBracket
}

/** Looks at what stands between the strings, exactly. */
function confirmInexactNumber(text: string): boolean {
  let from = 0
  for (;;) {
    const opening = text.indexOf('"', from)
    const between = opening < 0 ? text.slice(from) : text.slice(from, opening)
    if (inexactNumber.test(between)) return true
    if (opening < 0) return false
    from = endOfString(text, opening)
  }
}

const inexactNumber = /\d[.eE]|\d{16}/

/** The position behind the string that opens at `opening`. */
function endOfString(text: string, opening: number): number {
  let closing = text.indexOf('"', opening + 1)
  while (closing > 0 && isEscaped(text, closing)) closing = text.indexOf('"', closing + 1)
  return closing < 0 ? text.length : closing + 1
}

function isEscaped(text: string, position: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(position - 1 - backslashes) === backslash) backslashes++
  return backslashes % 2 === 1
}

const minus = 45
const dot = 46
const capitalE = 69
const openingBracket = 91
const backslash = 92
const closingBracket = 93
const smallE = 101
const openingBrace = 123

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9
}
