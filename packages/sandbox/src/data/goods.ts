import { between, mix } from './random.ts'

/** Something that organizations buy. Prices are in hundredths of the currency. */
export interface Good {
  readonly name: string
  /** Name among the commodities of the vocabulary. */
  readonly commodity: string
  /** Code among its units of measure. */
  readonly unit: string
  readonly lowCents: number
  readonly highCents: number
}

/** Everything that generated lines and items are about; special characters are there on purpose. */
// biome-ignore format: a table reads better with a row a line
export const goods: readonly Good[] = [
  { name: 'Ball valve 2"', commodity: 'Maintenance', unit: 'EA', lowCents: 2_400, highCents: 9_800 },
  { name: 'Copier paper A4', commodity: 'Office Supplies', unit: 'BX', lowCents: 1_800, highCents: 3_900 },
  { name: 'Safety gloves, size L', commodity: 'Maintenance', unit: 'PR', lowCents: 350, highCents: 1_400 },
  { name: 'Hydraulic hose', commodity: 'Maintenance', unit: 'MTR', lowCents: 900, highCents: 4_200 },
  { name: 'Laptop stand', commodity: 'IT Hardware', unit: 'EA', lowCents: 2_500, highCents: 7_900 },
  { name: 'Cleaning service', commodity: 'Professional Services', unit: 'HUR', lowCents: 2_800, highCents: 4_600 },
  { name: 'Steel bracket', commodity: 'Raw Materials', unit: 'EA', lowCents: 180, highCents: 1_250 },
  { name: 'Consulting hours', commodity: 'Professional Services', unit: 'HUR', lowCents: 9_500, highCents: 24_000 },
  { name: 'Cable 3 × 1.5 mm²', commodity: 'Raw Materials', unit: 'MTR', lowCents: 85, highCents: 260 },
  { name: 'Toner <black>', commodity: 'Office Supplies', unit: 'EA', lowCents: 5_900, highCents: 14_900 },
  { name: 'Pallet wrap & tape', commodity: 'Packaging', unit: 'RO', lowCents: 650, highCents: 1_900 },
  { name: 'Gasket set', commodity: 'Maintenance', unit: 'SET', lowCents: 1_200, highCents: 6_400 },
  { name: 'LED panel', commodity: 'Utilities', unit: 'EA', lowCents: 3_400, highCents: 12_800 },
  { name: 'Pump seal', commodity: 'Maintenance', unit: 'EA', lowCents: 2_100, highCents: 8_700 },
]

/** Place of what a line is about among the goods. */
export function goodsPlace(lineHash: number): number {
  return mix(lineHash, 110) % goods.length
}

/** What a line is about. */
export function goodOf(lineHash: number): Good {
  return goodAt(goodsPlace(lineHash))
}

/** The good at a place, counted around the end. */
export function goodAt(place: number): Good {
  const good = goods[place % goods.length]
  if (!good) throw new RangeError('there are no goods')
  return good
}

/** Price of one unit of a good, in hundredths. */
export function priceCents(good: Good, hash: number): number {
  return between(hash, good.lowCents, good.highCents)
}
