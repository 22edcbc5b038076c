/** Adds and multiplies decimal texts exactly. Texts that are not numbers count as zero. */
const SCALE = 6

/** The product of two decimal texts with at least two places, `"255.0"` times `"2"` is `"510.00"`. */
export function multiply(left: unknown, right: unknown): string {
  return format((units(left) * units(right)) / 10n ** BigInt(SCALE))
}

/** The sum of decimal texts with at least two places. */
export function sum(values: readonly unknown[]): string {
  return format(values.reduce<bigint>((total, value) => total + units(value), 0n))
}

/** What is left of one decimal text after another was taken away. */
export function difference(left: unknown, right: unknown): string {
  return format(units(left) - units(right))
}

/** Compares two decimal texts; negative, zero or positive. */
export function compareDecimals(left: unknown, right: unknown): number {
  const distance = units(left) - units(right)
  return distance < 0n ? -1 : distance > 0n ? 1 : 0
}

function units(value: unknown): bigint {
  const match = /^\s*([+-]?)(\d+)(?:\.(\d*))?/.exec(String(value ?? ''))
  if (!match) return 0n
  const [, sign, whole = '0', fraction = ''] = match
  const amount = BigInt(whole + fraction.slice(0, SCALE).padEnd(SCALE, '0'))
  return sign === '-' ? -amount : amount
}

function format(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(SCALE + 1, '0')
  const fraction = digits.slice(-SCALE).replace(/0+$/, '').padEnd(2, '0')
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -SCALE)}.${fraction}`
}
