import { expect, it } from 'vitest'
import { foundWords, placeText } from './found-words.ts'

it.each([
  ['delivery', 'acknowledged', 'Delivered and acknowledged'],
  ['failure', 'open', 'Set aside'],
  ['load', 'failed', 'Refused'],
  ['load', 'of-a-later-version', 'of-a-later-version'],
] as const)('a %s that is %s has words', (kind, state, label) => {
  expect(foundWords({ kind, state }).label).toBe(label)
})

it.each([
  [
    { batch: 'b1', objects: ['invoice_1.csv', 'invoice_line_1.csv'], input: null },
    'In invoice_1.csv, invoice_line_1.csv',
  ],
  [{ batch: 'b1', objects: [], input: null }, 'In batch b1'],
  [{ batch: null, objects: [], input: { name: 'new.csv', row: 7 } }, 'Row 7 of new.csv'],
  [{ batch: null, objects: [], input: { name: 'new.csv', row: null } }, 'No longer in new.csv'],
  [{ batch: null, objects: [], input: null }, undefined],
])('%j is said as "%s"', (place, text) => {
  expect(placeText(place)).toBe(text)
})
