import type { Values } from '../schema/value.ts'
import { homes } from './homes.ts'

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

/** All tax rates: the standard one of each country, and zero as such, as exempt and as reverse charge. */
export const taxRates: readonly TaxRate[] = homes.flatMap(({ country: [id, code, name], taxPercent }, place) => {
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
