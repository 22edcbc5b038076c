import { describe, expect, test } from 'vitest'
import { nestFields } from './nest-fields.ts'

describe('nestFields', () => {
  test('gathers the fields of an association', () => {
    expect(
      nestFields(['id', 'supplier.name', 'supplier.primary-contact.email', 'custom-fields.x', 'supplier.id']),
    ).toEqual(['id', { supplier: ['name', 'id', { 'primary-contact': ['email'] }] }, { 'custom-fields': ['x'] }])
  })

  test('asks for all of an association that is wanted as a whole', () => {
    expect(nestFields(['supplier.name', 'supplier'])).toEqual(['supplier'])
  })
})
