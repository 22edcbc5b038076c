import type { FieldType } from '@coupa-connector/catalog'

/** How a value that was sent compares with the one in the answer. `unseen`: the answer does not tell. */
export type Sameness = 'same' | 'different' | 'unseen'

export interface LeafContext {
  readonly type: FieldType | undefined
  /** Members of a reference find a record, and finding one does not depend on letter case. */
  readonly ignoresCase: boolean
}

/**
 * Compares a text, number, boolean, date or null that was sent with what the answer has in its place. The same value may
 * come back in another form: `5` as `"5.00"`, a time in another zone, `"USD"` as the currency that has this code.
 */
export function sameValue(sent: unknown, got: unknown, context: LeafContext): Sameness {
  if (isBlank(sent)) return isBlank(got) ? 'same' : 'different'
  if (Array.isArray(got)) return 'unseen'
  if (typeof got === 'object' && got !== null) {
    const leaves = Object.values(got).filter((member) => typeof member !== 'object')
    return leaves.some((leaf) => sameValue(sent, leaf, context) === 'same') ? 'same' : 'different'
  }
  const [left, right] = [textOf(sent), textOf(got)]
  if (isMasked(right)) return 'unseen'
  const isSame =
    left === right ||
    (context.ignoresCase && left.toLowerCase() === right.toLowerCase()) ||
    sameFlag(sent, got) ||
    (!isDigitsOfText(sent, got, context) && sameNumber(left, right)) ||
    sameTime(left, right)
  return isSame ? 'same' : 'different'
}

/** Whether nothing is written: null, a text of blanks, an object without members. */
export function isBlank(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  return typeof value === 'object' && !(value instanceof Date) && Object.keys(value).length === 0
}

function textOf(value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : String(value ?? '')
  // Letters and their accents are one character or two, and look the same.
  return text.trim().replaceAll('\r\n', '\n').normalize()
}

/** Coupa shows account numbers and the like without most of their characters. */
function isMasked(text: string): boolean {
  return /[*•●]{2}|^[xX]{3,}/.test(text)
}

function sameFlag(sent: unknown, got: unknown): boolean {
  if (typeof sent !== 'boolean' && typeof got !== 'boolean') return false
  const [left, right] = [flagOf(sent), flagOf(got)]
  return left !== undefined && left === right
}

function flagOf(value: unknown): boolean | undefined {
  if (/^(true|1|yes)$/i.test(String(value))) return true
  return /^(false|0|no)$/i.test(String(value)) ? false : undefined
}

/** `007` in a field of text is not `7`. */
function isDigitsOfText(sent: unknown, got: unknown, { type }: LeafContext): boolean {
  return type === 'string' && typeof sent === 'string' && typeof got === 'string'
}

function sameNumber(left: string, right: string): boolean {
  const number = decimalOf(left)
  return number !== undefined && number === decimalOf(right)
}

/** The digits of a decimal in one form, without rounding: `+05.00` is `5`. */
function decimalOf(text: string): string | undefined {
  const [, sign, whole = '', fraction = ''] = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? []
  if (whole + fraction === '') return undefined
  const digits = whole.replace(/^0+(?=\d)/, '') || '0'
  const decimals = fraction.replace(/0+$/, '')
  const canonical = decimals === '' ? digits : `${digits}.${decimals}`
  return sign === '-' && canonical !== '0' ? `-${canonical}` : canonical
}

const isoTime = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[-+]\d{2}:?\d{2})?)?$/

/** Times that are the same moment to the second; a date and a time on it, whichever zone the time is in. */
function sameTime(left: string, right: string): boolean {
  const [first, second] = [isoTime.exec(isoOf(left)), isoTime.exec(right)]
  if (first === null || second === null) return false
  if (first[1] === second[1] && (first[2] === undefined || second[2] === undefined)) return true
  const apartMs = Math.abs(momentOf(first) - momentOf(second))
  const isExact = first[3] !== undefined && second[3] !== undefined
  return isExact ? apartMs < 1000 : apartMs <= widestZoneMs
}

/** Input takes `M/D/YYYY` too (F-154). */
function isoOf(text: string): string {
  const [, month = '', day = '', year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** A time without a zone is one of the organization, which may be up to 14 hours from UTC. */
const widestZoneMs = 14 * 3_600_000

function momentOf([, date, time = '00:00', zone = 'Z']: RegExpExecArray): number {
  return Date.parse(`${date}T${time}${zone}`)
}
