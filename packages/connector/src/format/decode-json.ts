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
  return mayHaveFraction(text) || mayHaveLongInteger(text) || mayHaveExponent(text) ? confirmInexactNumber(text) : false
}

function keepSource(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source
  if (typeof value !== 'number' || source === undefined) return value
  return inexactSource.test(source) || !Number.isSafeInteger(value) ? source : value
}

const inexactSource = /[.eE]/

// The three questions below are asked of every page, most of which hold no such number: together they cost about a
// tenth of JSON.parse. They may say yes for what stands inside a string; confirmInexactNumber then looks exactly.

/** A dot after digits that follow a colon, a comma or an opening bracket. */
function mayHaveFraction(text: string): boolean {
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
    let at = dot - 1
    let code = text.charCodeAt(at)
    while (isDigit(code)) code = text.charCodeAt(--at)
    if (at === dot - 1 || code === quote) continue
    if (code === minus) code = text.charCodeAt(--at)
    while (isBlank(code)) code = text.charCodeAt(--at)
    if (code === colon || code === comma || code === openingBracket || at < 0) return true
  }
  return false
}

/** Sixteen digits in a row cover a position that is a multiple of sixteen: only those are looked at. */
function mayHaveLongInteger(text: string): boolean {
  for (let position = 15; position < text.length; position += 16) {
    if (!isDigit(text.charCodeAt(position))) continue
    let first = position
    let last = position
    while (isDigit(text.charCodeAt(first - 1))) first--
    while (isDigit(text.charCodeAt(last + 1))) last++
    if (last - first >= 15) return true
  }
  return false
}

function mayHaveExponent(text: string): boolean {
  return exponentAtEnd.test(text)
}

const exponentAtEnd = /\d[eE][-+]?\d+(?:[,}\]\s]|$)/

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

const quote = 34
const comma = 44
const minus = 45
const colon = 58
const openingBracket = 91
const backslash = 92

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9
}
