import type { CatalogField } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { fieldAt } from './field-tree.ts'

function field(name: string, type: CatalogField['type'] = 'string', references?: string[]): CatalogField {
  return { name, type, isReadable: true, ...(references ? { references } : {}) }
}

const fields = [
  field('id', 'integer'),
  field('invoice-number'),
  field('supplier', 'object', ['Supplier']),
  field('currency', 'object', ['Currency']),
  field('invoice-lines', 'array', ['InvoiceLine']),
  field('status'),
  { ...field('name'), isReadable: false },
]

describe('fieldAt', () => {
  it('follows associations through the types that are known', () => {
    const find = (type: string) => (type === 'Supplier' ? [field('id', 'integer')] : undefined)

    expect(fieldAt('supplier.id', fields, find)?.type).toBe('integer')
    expect(fieldAt('supplier.nonsense', fields, find)).toBeUndefined()
    expect(fieldAt('currency.code', fields, find)).toBeUndefined()
    expect(fieldAt('', fields, find)).toBeUndefined()
  })
})
