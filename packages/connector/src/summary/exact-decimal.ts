/** A decimal number without rounding: `unscaled` divided by ten to the power of `scale`. */
export interface ExactDecimal {
  readonly unscaled: bigint
  readonly scale: number
}

export const zero: ExactDecimal = { unscaled: 0n, scale: 0 }

/** Reads a decimal as Coupa serves it, `"12.50"` or `7`. Undefined for what is not a plain number. */
export function readDecimal(value: unknown): ExactDecimal | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(String(value).trim()) ?? []
  if (whole === '') return undefined
  const digits = BigInt(whole + fraction)
  return { unscaled: sign === '-' ? -digits : digits, scale: fraction.length }
}

export function add(left: ExactDecimal, right: ExactDecimal): ExactDecimal {
  const scale = Math.max(left.scale, right.scale)
  return { unscaled: scaledTo(left, scale) + scaledTo(right, scale), scale }
}

/** Below, equal or above zero, as `left` is to `right`. */
export function compare(left: ExactDecimal, right: ExactDecimal): number {
  const scale = Math.max(left.scale, right.scale)
  const difference = scaledTo(left, scale) - scaledTo(right, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** With as many places as the number with the most of them had: `12.50`. */
export function formatDecimal({ unscaled, scale }: ExactDecimal): string {
  const sign = unscaled < 0n ? '-' : ''
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-scale)}`
}

function scaledTo({ unscaled, scale }: ExactDecimal, wanted: number): bigint {
  return unscaled * 10n ** BigInt(wanted - scale)
}
