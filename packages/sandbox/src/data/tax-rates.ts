import type { Values } from '../schema/value.ts'
import { homes } from './homes.ts'
import { countries } from './vocabulary.ts'

/** A tax rate as an administrator set it up. Rates have no path of their own; lines of taxes embed them. */
export interface TaxRate {
  readonly id: number
  readonly percentage: number
  readonly isExempt: boolean
  readonly isReverseCharge: boolean
  /** Kind of tax, where a country has several. */
  readonly type: { readonly id: number; readonly description: string }
  readonly country: Values
}

/** Countries with two kinds of tax, and their percentages. */
const severalTypes: Readonly<Record<string, readonly (readonly [type: string, percentage: number])[]>> = {
  CA: [
    ['GST', 5],
    ['PST', 7],
  ],
}

/** Reduced percentages by country, and the standard one where no supplier is at home. */
const furtherPercentages: Readonly<Record<string, readonly number[]>> = {
  AT: [20, 13, 10],
  AU: [10],
  BE: [21, 12, 6],
  CH: [8.1, 3.8, 2.6],
  DE: [7],
  DK: [25],
  ES: [21, 10, 4],
  FR: [10, 5.5, 2.1],
  GB: [5],
  IN: [28, 18, 12, 5],
  IT: [22, 10, 5, 4],
  JP: [10, 8],
  MX: [16, 8],
  NL: [9],
  PL: [23, 8, 5],
  SE: [12, 6],
  SG: [9],
}

/** Ids of these are above those of the standard rates. */
const firstFurtherId = 1000

const furtherRates: readonly TaxRate[] = Object.entries(furtherPercentages).flatMap(([code, percentages], place) => {
  const known = countries.find(([, candidate]) => candidate === code)
  if (known === undefined) throw new RangeError(`country ${code} is not in the vocabulary`)
  const [id, , name] = known
  const isHome = homes.some((home) => home.country[1] === code)
  const shared = { country: { id, code, name }, isExempt: false, isReverseCharge: false }
  const typeId = homes.findIndex((home) => home.country[1] === code) * 2 + 1
  const type = { id: isHome ? typeId : firstFurtherId + place, description: 'Standard' }
  return [...percentages, ...(isHome ? [] : [0])].map((percentage, order) => ({
    ...shared,
    type,
    percentage,
    id: firstFurtherId + place * 10 + order,
  }))
})

/** The standard rate of each country, and zero as such, as exempt and as reverse charge. */
const standardRates: readonly TaxRate[] = homes.flatMap(({ country: [id, code, name], taxPercent }, place) => {
  const types = severalTypes[code] ?? [['Standard', taxPercent] as const]
  return types.flatMap(([description, percentage], typePlace) => {
    const first = place * 20 + typePlace * 10 + 1
    const shared = { country: { id, code, name }, type: { id: place * 2 + typePlace + 1, description } }
    const zero = { ...shared, percentage: 0 }
    return [
      ...(percentage > 0 ? [{ ...shared, id: first, percentage, isExempt: false, isReverseCharge: false }] : []),
      { ...zero, id: first + 1, isExempt: false, isReverseCharge: false },
      { ...zero, id: first + 2, isExempt: true, isReverseCharge: false },
      { ...zero, id: first + 3, isExempt: false, isReverseCharge: true },
    ]
  })
})

/** All tax rates. */
export const taxRates: readonly TaxRate[] = [...standardRates, ...furtherRates]
