import { expect, it } from 'vitest'
import { nestFields } from './nest-fields.ts'

it('asks for all of an association that is wanted as a whole', () => {
  expect(nestFields(['supplier.name', 'supplier'])).toEqual(['supplier'])
})
