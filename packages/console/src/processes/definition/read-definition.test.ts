import { describe, expect, it } from 'vitest'
import { compareReadable } from './compare-readable.ts'
import { readDefinition } from './read-definition.ts'

const exported = {
  process: 'ok-to-pay',
  template: 'E01',
  values: { coupa: { kind: 'connection' }, target: { kind: 'sftp' }, codes: { kind: 'table', rows: { A: '100' } } },
  source: {
    connection: 'coupa',
    resource: 'invoices',
    mode: 'work-list',
    where: { status: { in: ['approved', 'voided'] } },
  },
  mapping: {
    shape: 'flat',
    name: 'invoice',
    each: 'invoice-lines',
    key: ['id'],
    columns: {
      id: '^.id',
      total: { path: '^.gross-total', as: 'decimal(32,8)' },
      code: {
        expr: 'supplier.number & "-1"',
        apply: ['trim', { cut: 20 }],
        table: 'codes',
        missing: 'keep',
        default: 'none',
      },
      origin: { value: 'coupa' },
    },
  },
  destination: { connection: 'target', format: 'csv' },
  acknowledge: { mode: 'after-answer', writeBack: { 'custom-fields.erp-number': 'documentNumber' } },
  limits: { errors: { max: 10 } },
}

const lines = (definition: Record<string, unknown>): string[] =>
  readDefinition(definition).sections.flatMap(({ title, lines }) =>
    lines.map(({ label, text }) => `${title} | ${label}: ${text}`),
  )

describe('readDefinition', () => {
  it('says in words what an export reads, where it goes and when it counts as done', () => {
    expect(lines(exported)).toEqual([
      'Source | Resource: invoices',
      'Source | Reads: what is not marked as exported',
      'Source | Where status: is one of approved, voided',
      'Destination | Kind: sftp',
      'Destination | format: csv',
      'Acknowledge | Mode: marks as exported what the consumer has accepted',
      'Acknowledge | Writes back custom-fields.erp-number: from documentNumber',
      'Limits | errors.max: 10',
      'Look-up table codes | A: 100',
    ])
  })

  it('says where each column comes from, with its rules', () => {
    const [table] = readDefinition(exported).tables

    expect(table).toMatchObject({ name: 'invoice', rowsOf: 'one row for each of invoice-lines', key: ['id'] })
    expect(table?.rows).toEqual([
      { target: 'id', from: '^.id', isExpression: false, type: '', notes: [] },
      { target: 'total', from: '^.gross-total', isExpression: false, type: 'decimal(32,8)', notes: [] },
      {
        target: 'code',
        from: 'supplier.number & "-1"',
        isExpression: true,
        type: '',
        notes: ['then trim, cut 20', 'looked up in codes', 'not in the table: keep', 'if empty, “none”'],
      },
      { target: 'origin', from: '“coupa”', isExpression: false, type: '', notes: [] },
    ])
  })

  it('says how a load finds records, and what becomes of those that are missing', () => {
    const load = {
      process: 'suppliers',
      direction: 'in',
      values: { source: { kind: 'files' } },
      source: { connection: 'source', format: 'csv' },
      mapping: { columns: { name: 'Name', 'payment-term.code': { path: 'Terms', required: true } } },
      destination: { connection: 'coupa', resource: 'suppliers', key: ['number'], inactive: { status: 'inactive' } },
      absent: 'inactivate',
    }

    expect(lines(load)).toEqual([
      'Source | Kind: files',
      'Source | format: csv',
      'Into Coupa | Resource: suppliers',
      'Into Coupa | Found by: number',
      'Into Coupa | Writes: creates what is missing, updates what is there',
      'Into Coupa | Missing from the input: made inactive',
      'Into Coupa | inactive.status: inactive',
    ])
    expect(readDefinition(load).tables[0]?.rows[1]).toMatchObject({ from: 'Terms', notes: ['required: true'] })
  })

  it('hides nothing that it has no words for', () => {
    expect(lines({ ...exported, source: { ...exported.source, invented: { deep: [1, 2] } }, more: true })).toEqual(
      expect.arrayContaining(['Source | invented.deep: 1, 2', 'Other | more: true']),
    )
  })
})

describe('compareReadable', () => {
  it('names what differs, before and after, and nothing else', () => {
    const { total: _, ...columns } = exported.mapping.columns
    const after = {
      ...exported,
      source: { ...exported.source, where: { status: { in: ['approved'] } } },
      mapping: { ...exported.mapping, columns: { ...columns, paid: { path: '^.paid', as: 'boolean' } } },
    }

    expect(compareReadable(exported, after)).toEqual([
      { section: 'Source', label: 'Where status', from: 'is one of approved, voided', to: 'is one of approved' },
      { section: 'Mapping: invoice', label: 'paid', from: '', to: '^.paid, boolean' },
      { section: 'Mapping: invoice', label: 'total', from: '^.gross-total, decimal(32,8)', to: '' },
    ])
    expect(compareReadable(exported, exported)).toEqual([])
  })
})
