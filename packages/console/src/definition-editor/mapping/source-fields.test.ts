import { expect, it } from 'vitest'
import type { JsonValue } from '../json.ts'
import { sourceFieldsOf, withSourceFields } from './source-fields.ts'

it('reads the fields of a definition as paths, and writes them again', () => {
  const fields: JsonValue = ['id', { 'custom-fields': {} }, { supplier: ['id', { 'primary-contact': ['email'] }] }]
  const definition = { source: { resource: 'invoices', fields } }
  const paths = sourceFieldsOf(definition) ?? []

  expect(paths).toEqual(['id', 'custom-fields', 'supplier.id', 'supplier.primary-contact.email'])
  expect(withSourceFields(definition, paths)).toEqual(definition)
})

it('leaves out what is below a field that is read as a whole', () => {
  expect(withSourceFields({}, ['supplier', 'supplier.id'])).toEqual({ source: { fields: ['supplier'] } })
})
