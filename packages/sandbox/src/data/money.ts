import { goodOf, priceCents } from './goods.ts'
import { between, mix } from './random.ts'
import type { RecordKey } from './world.ts'

/** Number of lines of a generated document: one to four. */
export function lineCount(documentHash: number): number {
  return between(mix(documentHash, 101), 1, 4)
}

/** Quantity of a line, a whole number. */
export function lineQuantity(lineHash: number): number {
  return between(mix(lineHash, 102), 1, 40)
}

/** Price of one unit of what a line is about, in hundredths. */
export function linePriceCents(lineHash: number): number {
  return priceCents(goodOf(lineHash), mix(lineHash, 103))
}

/** Quantity times price, in hundredths. */
export function lineTotalCents(lineHash: number): number {
  return lineQuantity(lineHash) * linePriceCents(lineHash)
}

/** Tax on a line at a percentage, in hundredths, half up. */
export function lineTaxCents(lineHash: number, percent: number): number {
  return Math.round((lineTotalCents(lineHash) * percent) / 100)
}

/** Sum of the lines of a document, in hundredths. `lineKeys` must be those of its lines. */
export function documentTotalCents(lineKeys: readonly RecordKey[]): number {
  return lineKeys.reduce((sum, line) => sum + lineTotalCents(line.hash), 0)
}

/** Hundredths as a decimal string: 1250 gives `12.50`. */
export function decimal(cents: number): string {
  const whole = Math.trunc(cents / 100)
  return `${whole}.${String(Math.abs(cents % 100)).padStart(2, '0')}`
}
