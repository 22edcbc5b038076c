import { type BodyOrigin, badBody, decodeText } from './decode-text.ts'
import { withoutQuestionMarks } from './without-question-marks.ts'

/**
 * The value of a JSON body. Throws `BadResponseError` when it is not UTF-8, cut off or not JSON.
 *
 * Decimals keep their text. Coupa sends them as strings (api-facts §3.3, D), but Swagger calls them numbers; where a
 * server does send `12.50` or an integer beyond 2^53, the string of exactly those characters comes back, so that no digit is
 * lost and both encodings give the same record. All other numbers lose nothing as JavaScript numbers and stay ones.
 * Members that some releases name `active?` are named `active`, as in XML.
 */
export function decodeJson(bytes: Uint8Array, origin?: BodyOrigin): unknown {
  const text = decodeText(bytes, origin)
  try {
    const parsed: unknown = JSON.parse(text)
    const value: unknown = hasInexactNumber(text, bytes) ? JSON.parse(text, keepSource) : parsed
    return text.includes('?"') ? withoutQuestionMarks(value) : value
  } catch (cause) {
    const reason = bytes.length === 0 ? 'the body is empty' : 'the JSON is cut off or broken'
    throw badBody('malformed', reason, bytes, origin, { cause })
  }
}

/** Whether a number of the text would lose characters as a JavaScript number. */
function hasInexactNumber(text: string, bytes: Uint8Array): boolean {
  return (mayHoldFraction(text) || mayHoldLongInteger(bytes)) && confirmInexactNumber(text)
}

function keepSource(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source
  if (typeof value !== 'number' || source === undefined) return value
  return source.includes('.') || (source.length > 15 && !Number.isSafeInteger(value)) ? source : value
}

// The next two are asked of every page, most of which hold no such number, so they look only where one can be: at dots, and
// at every sixteenth byte for a long row of digits. Together they take about a twentieth of what JSON.parse takes. They may
// say yes for what stands inside a string; `confirmInexactNumber` then looks exactly.

/** A dot after digits that do not begin a string. Programs that serve decimals as numbers write a dot (`1.0e-05`). */
function mayHoldFraction(text: string): boolean {
  for (let position = text.indexOf('.'); position >= 0; position = text.indexOf('.', position + 1)) {
    let at = position - 1
    let code = text.charCodeAt(at)
    while (isDigit(code)) code = text.charCodeAt(--at)
    if (at === position - 1) continue
    if (code === minus) code = text.charCodeAt(--at)
    while (isBlank(code)) code = text.charCodeAt(--at)
    if (code === colon || code === comma || code === openingBracket || at < 0) return true
  }
  return false
}

/** Sixteen digits in a row cover a position that is a multiple of sixteen, and eight more before or behind it. */
function mayHoldLongInteger(bytes: Uint8Array): boolean {
  for (let position = 0; position < bytes.length; position += 16) {
    if (!isDigit(bytes[position])) continue
    const isBehind = isDigit(bytes[position + 8]) && isDigit(bytes[position + 4])
    const isBefore = isDigit(bytes[position - 8]) && isDigit(bytes[position - 4])
    if ((isBehind || isBefore) && isLongInteger(bytes, position)) return true
  }
  return false
}

function isLongInteger(bytes: Uint8Array, position: number): boolean {
  let first = position
  let last = position
  while (first > 0 && isDigit(bytes[first - 1])) first--
  while (last < bytes.length - 1 && isDigit(bytes[last + 1])) last++
  return last - first >= 15
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

const inexactNumber = /\d\.|\d{16}/

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

const comma = 44
const minus = 45
const colon = 58
const openingBracket = 91
const backslash = 92

function isDigit(code = 0): boolean {
  return code >= 48 && code <= 57
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9
}
