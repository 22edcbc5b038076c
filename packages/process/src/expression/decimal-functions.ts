import Big from 'big.js'

/** What an expression hands over: nothing where a path leads nowhere. */
type Amount = string | number | null | undefined

const mostPlaces = 1000

/** Exact arithmetic over texts, for expressions: `$decimalSum(lines.total)`. A float would lose digits of large amounts. */
export const decimalFunctions: Readonly<Record<string, (one: Amount, other: Amount, places: Amount) => Amount>> = {
  decimalAdd: (one, other) => exact(one, other, (left, right) => left.plus(right).toFixed()),
  decimalSubtract: (one, other) => exact(one, other, (left, right) => left.minus(right).toFixed()),
  decimalMultiply: (one, other) => exact(one, other, (left, right) => left.times(right).toFixed()),
  decimalDivide: (one, other, places) => exact(one, other, (left, right) => divided(left, right, placesOf(places, 10))),
  decimalRound: (value, places) => (isMissing(value) ? undefined : numberOf(value).toFixed(placesOf(places, 0))),
  decimalCompare: (one, other) => exact(one, other, (left, right) => left.cmp(right)),
}

export const decimalFunctionNames: readonly string[] = [...Object.keys(decimalFunctions), 'decimalSum']

/** The exact sum of a list, or of one value; `0` of nothing. */
export function decimalSum(values: Amount | readonly Amount[]): string {
  const amounts = Array.isArray(values) ? values : [values]
  return amounts.reduce<Big>((sum, value) => (isMissing(value) ? sum : sum.plus(numberOf(value))), new Big(0)).toFixed()
}

function exact<Result>(one: Amount, other: Amount, work: (left: Big, right: Big) => Result): Result | undefined {
  return isMissing(one) || isMissing(other) ? undefined : work(numberOf(one), numberOf(other))
}

/** Rounded once, half up, from more places than the result has. */
function divided(left: Big, right: Big, places: number): string {
  if (right.eq(0)) throw new Error(`${left.toFixed()} cannot be divided by 0`)
  const Exact = Big()
  Exact.DP = places
  return new Exact(left).div(right).toFixed()
}

function numberOf(value: string | number): Big {
  try {
    return new Big(typeof value === 'string' ? value.trim() : value)
  } catch {
    throw new Error(`${JSON.stringify(value)?.slice(0, 60)} is not a number`)
  }
}

function placesOf(places: Amount, usual: number): number {
  const count = Number(places ?? usual)
  if (Number.isInteger(count) && count >= 0 && count <= mostPlaces) return count
  throw new Error(`the number of decimal places has to be a whole number from 0 to ${mostPlaces}, and is ${places}`)
}

function isMissing(value: Amount): value is '' | null | undefined {
  return value === undefined || value === null || value === ''
}
