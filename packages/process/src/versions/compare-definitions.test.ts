import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../checks/parse-definition.ts'
import type { Definition, DefinitionInput } from '../definition/definition-schema.ts'
import { createDefinition } from '../templates/create-definition.ts'
import { compareDefinitions } from './compare-definitions.ts'

type Destination = 'postgresql' | 'files'
/** A definition as plain JSON: an edit reaches into any part. */
type Editable = ReturnType<typeof JSON.parse>

/** E01 after an edit of its definition as people write it, which is handed over as plain JSON. */
function edited(edit: (definition: Editable) => void, destination: Destination = 'postgresql'): Definition {
  const definition: DefinitionInput = structuredClone(
    createDefinition({ template: 'E01', destination, ...(destination === 'files' ? { format: 'csv' } : {}) }),
  )
  edit(definition)
  return parseDefinition(definition)
}

function compared(edit: (definition: Editable) => void, destination: Destination = 'postgresql'): unknown {
  const { kind, changes } = compareDefinitions(
    edited(() => undefined, destination),
    edited(edit, destination),
  )
  return [kind, ...changes.map(({ path }) => path)]
}

describe('two versions of a process', () => {
  it('that are equal, or differ in words only, have no changes', () => {
    expect(
      compared((definition) => {
        definition.title = 'Another title'
        definition.version = 8
      }),
    ).toEqual(['compatible'])
  })

  it.each([
    ['limits', 'compatible', (definition) => (definition.limits = { runMinutes: 10 })],
    ['source.where', 'new-stream', (definition) => (definition.source.where = { status: 'approved' })],
    ['source.watchChanges', 'compatible', (definition) => (definition.source.watchChanges = false)],
    [
      'mapping.tables.invoice.columns.status',
      'compatible',
      (definition) => delete definition.mapping.tables.invoice.columns.status,
    ],
    [
      'mapping.tables.invoice.columns.origin',
      'needs-back-fill',
      (definition) => (definition.mapping.tables.invoice.columns.origin = { value: 'COUPA' }),
    ],
    [
      'mapping.tables.invoice.columns.status',
      'needs-back-fill',
      (definition) => (definition.mapping.tables.invoice.columns.status.apply = ['upper']),
    ],
    [
      'mapping.tables.invoice.columns.status',
      'new-stream',
      (definition) => (definition.mapping.tables.invoice.columns.status.as = 'json'),
    ],
    [
      'mapping.tables.invoice.columns.id',
      'compatible',
      (definition) => (definition.mapping.tables.invoice.columns.id.as = 'text'),
    ],
    [
      'mapping.tables.invoice.key',
      'new-stream',
      (definition) => (definition.mapping.tables.invoice.key = ['invoice_number']),
    ],
    [
      'mapping.tables.invoice.when',
      'needs-back-fill',
      (definition) => (definition.mapping.tables.invoice.when = 'paid = false'),
    ],
    ['mapping.tables.invoice_line', 'compatible', (definition) => delete definition.mapping.tables.invoice_line],
  ] as [string, string, (definition: Editable) => void][])('%s changed: %s', (path, kind, edit) => {
    expect(compared(edit)).toEqual([kind, path])
  })

  it('continue with their columns in another order, which new objects have', () => {
    const turn = (definition: Editable): void => {
      definition.mapping.columns = Object.fromEntries(Object.entries(definition.mapping.columns).reverse())
    }

    expect(compared(turn, 'files')).toEqual(['compatible', 'mapping.columns'])
  })

  it('continue with a new column where objects are only added', () => {
    expect(
      compared((definition) => {
        definition.mapping.columns.origin = { value: 'COUPA' }
      }, 'files'),
    ).toEqual(['compatible', 'mapping.columns.origin'])
  })

  it.each([
    ['decimal(10,2)', 'decimal(12,2)', 'compatible'],
    ['decimal(10,2)', 'decimal(12,4)', 'compatible'],
    ['decimal(10,2)', 'decimal(10,4)', 'new-stream'],
    ['decimal(12,2)', 'decimal(10,2)', 'new-stream'],
    ['integer', 'decimal(18,2)', 'compatible'],
    ['decimal(18,2)', 'text', 'compatible'],
    ['timestamp', 'date', 'new-stream'],
  ])('with a column that was %s and is %s are %s', (type, wider, kind) => {
    const withType = (as: string) =>
      edited((definition: Editable) => (definition.mapping.tables.invoice.columns.status.as = as))
    expect(compareDefinitions(withType(type), withType(wider)).kind).toBe(kind)
  })

  it('ask for what the gravest of their changes asks for', () => {
    expect(
      compared((definition) => {
        definition.limits = { runMinutes: 10 }
        definition.mapping.tables.invoice.columns.origin = { value: 'COUPA' }
        definition.source.where = {}
      }),
    ).toEqual(['new-stream', 'source.where', 'limits', 'mapping.tables.invoice.columns.origin'])
  })
})
