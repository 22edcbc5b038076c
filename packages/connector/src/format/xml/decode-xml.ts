import { BudgetExceeded } from '../answer-budget.ts'
import type { CoupaValue } from '../coupa-record.ts'
import { type BodyOrigin, badBody, beyondBudget, decodeText } from '../decode-text.ts'
import { type MutableRecord, setOwn } from '../own-member.ts'
import { runAtOnce, type Work } from '../work.ts'
import { scanXml } from './scan-xml.ts'
import { withUnixLineEnds } from './unix-line-ends.ts'

/** What an XML body says. */
export interface XmlDocument {
  /** Name of the root element as it was sent. */
  readonly root: string
  /** Whether the root says `type="array"`. */
  readonly isArray: boolean
  readonly value: CoupaValue
}

/**
 * The value of an XML body, in the form that JSON has too (F-124): `type="integer"` gives a number (a string
 * beyond 2^53, where a number would lose digits), `boolean` a boolean, `array` an array, everything else the text as
 * served, decimals and times included. `nil="true"` is null, an empty element without a type is the empty string, or null
 * as a custom field (F-145), an element with children is an object, and elements that repeat are an array even where
 * `type="array"` is missing.
 *
 * Strict: throws `BadResponseError` for anything that is not UTF-8 or not well-formed, a cut-off document above all, for a
 * document type declaration, whose entities are an attack and never Coupa's, and for what is beyond the budget.
 */
export function decodeXml(bytes: Uint8Array, origin?: BodyOrigin): XmlDocument {
  return runAtOnce(decodingXml(bytes, origin))
}

/** As `decodeXml`, with pauses where the body is large. */
export function* decodingXml(bytes: Uint8Array, origin?: BodyOrigin): Work<XmlDocument> {
  const text = decodeText(yield* withUnixLineEnds(bytes), origin)
  try {
    return yield* buildDocument(text)
  } catch (cause) {
    if (cause instanceof BudgetExceeded) throw beyondBudget(cause, bytes, origin)
    const reason = bytes.length === 0 ? 'the body is empty' : `the XML is cut off or broken (${messageOf(cause)})`
    throw badBody('malformed', reason, bytes, origin, { cause })
  }
}

/** An element that is open. `children` stays undefined until the first child comes: most elements are leaves. */
interface Frame {
  readonly name: string
  readonly type: string | undefined
  readonly isNil: boolean
  children: MutableRecord | CoupaValue[] | undefined
  /** Names that came more than once and so hold an array of ours, not one that was served. */
  repeated: Set<string> | undefined
  text: string
}

function* buildDocument(text: string): Work<XmlDocument> {
  const stack: Frame[] = []
  let frame: Frame | undefined
  let document: XmlDocument | undefined
  yield* scanXml(text, {
    open: (name, type, nil) => {
      if (frame !== undefined) {
        dropBlanks(frame)
        stack.push(frame)
      }
      const children = type === 'array' ? [] : undefined
      frame = { name, type, isNil: nil === 'true', children, repeated: undefined, text: '' }
    },
    text: (piece) => {
      if (frame !== undefined) frame.text = frame.text === '' ? piece : frame.text + piece
    },
    close: () => {
      if (frame === undefined) return
      const closed = frame
      const value = valueOfFrame(closed)
      frame = stack.pop()
      // The type of a custom field is not known here, and JSON has null for one that is not set.
      const isUnset = value === '' && closed.type === undefined && frame !== undefined && isCustomFields(frame.name)
      if (frame !== undefined) addChild(frame, closed.name, isUnset ? null : value)
      else document = { root: closed.name, isArray: closed.type === 'array', value }
    },
  })
  if (document === undefined) throw new Error('there is no element')
  return document
}

/** Between elements there may be nothing but line breaks and indentation. */
function dropBlanks(frame: Frame): void {
  if (frame.text === '') return
  if (notBlank.test(frame.text)) throw new Error(`<${frame.name}> mixes text and elements`)
  frame.text = ''
}

const notBlank = /[^ \t\n\r]/

function addChild(parent: Frame, name: string, value: CoupaValue): void {
  parent.children ??= {}
  const { children } = parent
  if (Array.isArray(children)) children.push(value)
  // Most names are absent, which a plain look-up tells faster; hasOwn then sets inherited ones apart.
  else if (children[name] !== undefined && Object.hasOwn(children, name)) addRepeated(parent, children, name, value)
  else setOwn(children, name, value)
}

function addRepeated(parent: Frame, record: MutableRecord, name: string, value: CoupaValue): void {
  parent.repeated ??= new Set()
  const present = record[name]
  if (parent.repeated.has(name) && Array.isArray(present)) present.push(value)
  else {
    parent.repeated.add(name)
    setOwn(record, name, [present ?? null, value])
  }
}

function valueOfFrame(frame: Frame): CoupaValue {
  const { name, type, isNil, children, text } = frame
  if (children !== undefined) {
    dropBlanks(frame)
    return isNil && Array.isArray(children) && children.length === 0 ? null : children
  }
  if (isNil && text.trim() === '') return null
  switch (type) {
    case 'integer':
      return integerOf(text)
    case 'boolean':
      return booleanOf(text)
    case undefined:
    case 'string':
      // An empty set of custom fields is an object in JSON (F-129); XML cannot tell it from an empty text.
      return text === '' && isCustomFields(name) ? {} : text
    default:
      return text.trim() === '' ? null : text
  }
}

function integerOf(text: string): CoupaValue {
  const digits = text.trim()
  if (digits === '') return null
  const number = Number(digits)
  return /^[-+]?\d+$/.test(digits) && Number.isSafeInteger(number) ? number : digits
}

function booleanOf(text: string): CoupaValue {
  switch (text.trim()) {
    case 'true':
    case '1':
      return true
    case 'false':
    case '0':
      return false
    case '':
      return null
    default:
      return text
  }
}

function isCustomFields(name: string): boolean {
  return name === 'custom-fields' || name === 'custom_fields'
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
