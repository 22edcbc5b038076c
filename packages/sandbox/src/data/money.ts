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

/** Price of one unit on a line, in hundredths. */
export function linePriceCents(lineHash: number): number {
  return between(mix(lineHash, 103), 150, 95_000)
}

/** Quantity times price, in hundredths. */
export function lineTotalCents(lineHash: number): number {
  return lineQuantity(lineHash) * linePriceCents(lineHash)
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
