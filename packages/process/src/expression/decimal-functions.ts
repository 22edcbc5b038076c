import Big from 'big.js'

/** What an expression hands over: nothing where a path leads nowhere. */
type Amount = string | number | null | undefined

/** Exact arithmetic over texts, for expressions: `$decimalSum(lines.total)`. A float would lose digits of large amounts. */
export const decimalFunctions: Readonly<Record<string, (one: Amount, other: Amount, places: Amount) => Amount>> = {
  decimalAdd: (one, other) => exact(one, other, (left, right) => left.plus(right)),
  decimalSubtract: (one, other) => exact(one, other, (left, right) => left.minus(right)),
  decimalMultiply: (one, other) => exact(one, other, (left, right) => left.times(right)),
  decimalDivide: (one, other, places) =>
    exact(one, other, (left, right) => left.div(right).round(Number(places ?? 10))),
  decimalRound: (value, places) => (isMissing(value) ? undefined : new Big(value).toFixed(Number(places ?? 0))),
}

/** The exact sum of a list, or of one value; `0` of nothing. */
export function decimalSum(values: Amount | readonly Amount[]): string {
  const amounts = Array.isArray(values) ? values : [values]
  return amounts.reduce<Big>((sum, value) => (isMissing(value) ? sum : sum.plus(value)), new Big(0)).toFixed()
}

function exact(one: Amount, other: Amount, work: (left: Big, right: Big) => Big): string | undefined {
  return isMissing(one) || isMissing(other) ? undefined : work(new Big(one), new Big(other)).toFixed()
}

function isMissing(value: Amount): value is '' | null | undefined {
  return value === undefined || value === null || value === ''
}
