/** A number as Coupa reads it, or the numbers that may have been meant. */
export type ReadNumber = { readonly text: string } | { readonly forms: readonly NumberForm[] }

/** A number that works, and what speaks for it where there are two. */
export interface NumberForm {
  readonly text: string
  readonly reason: string
}

export type NumberKind = 'integer' | 'decimal'

/**
 * Reads a number of digits with a point before the decimals. Everything else is refused, because Coupa reads the beginning
 * of it and forgets the rest without a word (F-156): `1,000` would be 1, and `two` 0.
 */
export function readNumber(given: string, kind: NumberKind): ReadNumber {
  const text = given.trim()
  if (patterns[kind].test(text)) return { text }
  return { forms: formsOf(text).filter((form) => patterns[kind].test(form.text)) }
}

const patterns: Readonly<Record<NumberKind, RegExp>> = { integer: /^[+-]?\d+$/, decimal: /^[+-]?\d+(?:\.\d+)?$/ }

/** Readings of a number with separators, a currency, or its sign at the end. */
function formsOf(text: string): NumberForm[] {
  const bare = text.replace(/^(?:[A-Z]{3}\b|\p{Sc})\s*|\s*(?:[A-Z]{3}|\p{Sc})$/gu, '').replace(/^[−–]/, '-')
  const [, sign = '', digits = '', after = ''] = /^([+-]?)(?:\p{Sc}\s*)?(\d[\d.,'’_\s]*|[.,]\d+)(-?)$/u.exec(bare) ?? []
  if (digits === '' || (sign !== '' && after !== '')) return []
  const grouped = digits.trim().replace(/(?<=\d)['’_\s](?=\d{3}(?!\d))/gu, '')
  return readingsOf(grouped).map((form) => ({ ...form, text: sign + after + form.text }))
}

/** The last separator is the one before the decimals if it stands alone or another kind of separator stands before it. */
function readingsOf(digits: string): NumberForm[] {
  const last = digits.replace(/\d/g, '').at(-1)
  if (last === undefined) return [{ text: digits, reason: '' }]
  const cut = digits.lastIndexOf(last)
  const whole = digits.slice(0, cut)
  const rest = digits.slice(cut + 1)
  const grouped = { text: digits.replace(/\D/g, ''), reason: `if the ${nameOf(last)} separates thousands` }
  if (whole.includes(last)) return isGrouped(digits) ? [grouped] : []
  if (whole !== '' && !/^\d+$/.test(whole) && !isGrouped(whole)) return []
  const before = whole.replace(/\D/g, '') || '0'
  const pointed = { text: /^0?$/.test(rest) ? before : `${before}.${rest}`, reason: 'if it is the decimal comma' }
  return last === ',' && isGrouped(digits) ? [grouped, pointed] : [pointed]
}

/** Thousands, or lakhs and crores, with one kind of separator between them. */
function isGrouped(digits: string): boolean {
  return /^\d{1,3}([.,])(?:\d{2,3}\1)*\d{3}$/.test(digits)
}

function nameOf(separator: string): string {
  return separator === ',' ? 'comma' : 'point'
}
