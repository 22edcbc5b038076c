import { describe, expect, it } from 'vitest'
import type { Definition } from '../definition-editor/json.ts'
import { editDefinition, fieldsOf, withEdited } from './edit-definition.ts'
import { emptyDraft } from './process-draft.ts'

const flat: Definition = {
  process: 'invoices',
  source: { resource: 'invoices', where: { status: 'approved' }, fields: 'from-mapping' },
  mapping: {
    shape: 'flat',
    each: 'invoice-lines',
    key: ['id', 'line_id'],
    columns: {
      id: { path: '^.id', as: 'integer' },
      supplier: '^.supplier.number',
      line_id: 'id',
      line_total: { path: 'total', as: 'decimal(32,4)' },
      origin: { value: 'COUPA' },
    },
  },
}
const nested: Definition = {
  process: 'invoices',
  source: { fields: ['id', 'status', { supplier: ['id', 'number'] }, { 'custom-fields': {} }] },
  mapping: { shape: 'nested' },
}
const load: Definition = {
  process: 'suppliers',
  direction: 'in',
  source: { format: 'csv' },
  mapping: { columns: { number: 'number', name: { path: 'name', required: true }, status: { value: 'active' } } },
  destination: { key: ['number'] },
}
const pathsOf = (definition: Definition) => fieldsOf(definition).map(({ path }) => path)

describe('the fields of a definition', () => {
  it('are named by where they are in the record, whatever the shape', () => {
    expect(pathsOf(flat)).toEqual(['id', 'supplier.number', 'invoice-lines.id', 'invoice-lines.total'])
    expect(pathsOf(nested)).toEqual(['id', 'status', 'supplier.id', 'supplier.number', 'custom-fields'])
    expect(pathsOf(load)).toEqual(['number', 'name', 'status'])
  })
})

describe('an edited definition', () => {
  it('leaves fields out, but never those that tell rows apart', () => {
    const leftOut = ['id', 'supplier.number', 'invoice-lines.total']

    const { mapping } = editDefinition(flat, { ...emptyDraft, leftOut }) as { mapping: { columns: object } }

    expect(Object.keys(mapping.columns)).toEqual(['id', 'line_id', 'origin'])
  })

  it('leaves fields of associations out where records go as they are', () => {
    const { source } = editDefinition(nested, { ...emptyDraft, leftOut: ['supplier.id', 'custom-fields'] })

    expect(source).toMatchObject({ fields: ['id', 'status', { supplier: ['number'] }] })
  })

  it('has other names at the other end', () => {
    const names = { 'supplier.number': 'vendor', number: 'Vendor No', name: 'Name 1' }

    const out = editDefinition(flat, { ...emptyDraft, names }) as { mapping: { columns: object } }
    const into = editDefinition(load, { ...emptyDraft, names }) as { mapping: { columns: object } }

    expect(out.mapping.columns).toHaveProperty('vendor', '^.supplier.number')
    expect(into.mapping.columns).toEqual({
      number: 'Vendor No',
      name: { path: 'Name 1', required: true },
      status: { value: 'active' },
    })
  })

  it('takes the fields and conditions of a query, and the name', () => {
    const draft = { ...emptyDraft, name: 'open-invoices', where: { status: 'new' }, onlyFields: ['supplier'] }

    const edited = editDefinition(nested, draft)

    expect(edited).toMatchObject({
      process: 'open-invoices',
      source: { where: { status: 'new' }, fields: ['id', { supplier: ['id', 'number'] }] },
    })
  })
})

describe('parts that somebody edited', () => {
  const edited = { ...flat, mapping: { shape: 'flat', columns: { id: 'id' } } }
  const draft = { ...emptyDraft, ...withEdited(emptyDraft, flat, edited) }

  it('stand in the definition, with the conditions of the form', () => {
    expect(editDefinition(flat, { ...draft, where: { status: 'voided' } })).toEqual({
      ...edited,
      source: { ...(flat.source as object), where: { status: 'voided' } },
    })
  })

  it('are those of a shape, and are there again when somebody comes back to it', () => {
    expect(editDefinition(nested, { ...draft, shape: 'nested' })).toEqual(nested)
    expect(editDefinition(flat, { ...draft, shape: undefined })).toEqual(edited)
  })
})
