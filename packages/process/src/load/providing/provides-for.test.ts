import { expect, it } from 'vitest'
import { parseLoad } from '../parse-load.ts'
import { createLoad } from '../templates/create-load.ts'
import { providesFor } from './provides-for.ts'

const load = (template: string) => parseLoad(createLoad({ template }))

it.each([
  ['L09', 'L10', 'supplier.number', true],
  ['L09', 'L22', 'supplier', true],
  ['L22', 'L23', 'invoice-number', true],
  ['L05', 'L09', 'payment-term', true],
  ['L13', 'L13', 'manager', true],
  ['L08', 'L08', 'parent', true],
  ['L23', 'L23', 'invoice-number', false],
  ['L03', 'L10', 'supplier.number', false],
  ['L03', 'L09', 'payment-term', false],
  ['L09', 'L23', 'invoice-number', false],
  ['L05', 'L09', null, true],
  ['L21', 'L09', null, false],
])('what %s brings may be what %s waits for in %s: %s', (provider, waiting, field, expected) => {
  expect(providesFor(load(provider), load(waiting), [field])).toBe(expected)
})
