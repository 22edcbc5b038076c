import { describe, expect, it } from 'vitest'
import type { FieldSchema, LookupSchema, OrganizationSchema, ResourceSchema } from '../organization-schema.ts'
import { compareSchemas } from './compare-schemas.ts'

describe('compareSchemas', () => {
  it('finds no difference between a schema and itself', () => {
    const schema = organization([suppliers([custom('erp-number', 'string')])], [lookup('Region', ['North'])])

    expect(compareSchemas(schema, schema)).toMatchObject({ changes: [], notCompared: [] })
  })

  it.each<[string, readonly FieldSchema[], readonly FieldSchema[], object[]]>([
    ['came', [custom('a', 'string')], [custom('a', 'string'), custom('b', 'boolean')], [{ kind: 'field-came' }]],
    ['went', [custom('a', 'string'), custom('b', 'boolean')], [custom('a', 'string')], [{ kind: 'field-went' }]],
    ['is of another kind', [custom('b', 'string')], [custom('b', 'boolean')], [{ kind: 'type-changed' }]],
    [
      'has values of other lookups',
      [{ ...custom('b', 'object'), lookups: ['Region'] }],
      [{ ...custom('b', 'object'), lookups: ['Plant'] }],
      [{ kind: 'lookup-changed' }],
    ],
    [
      'has values of more lookups',
      [{ ...custom('b', 'object'), lookups: ['Region'] }],
      [{ ...custom('b', 'object'), lookups: ['Plant', 'Region'] }],
      [],
    ],
    [
      'only looks like a decimal by few values',
      [{ ...custom('b', 'decimal'), confidence: 'medium' }],
      [custom('b', 'string')],
      [],
    ],
    [
      'is a text where many values were decimals',
      [custom('b', 'decimal')],
      [custom('b', 'string')],
      [{ kind: 'type-changed' }],
    ],
    ['was never seen with a value', [{ ...custom('b', 'unknown'), confidence: 'low' }], [custom('b', 'string')], []],
  ])('tells of a field that %s', (_what, before, now, changes) => {
    const comparison = compareSchemas(organization([suppliers(before)]), organization([suppliers(now)]))

    expect(comparison.changes).toMatchObject(changes)
    expect(comparison.changes).toHaveLength(changes.length)
  })

  it('does not take a field for gone where no line was there that could show it', () => {
    const field: FieldSchema = { ...custom('gl-note', 'string'), path: 'lines.custom-fields.gl-note' }
    const other: FieldSchema = { ...field, path: 'lines.custom-fields.other' }

    const withoutLines = compareSchemas(organization([suppliers([field])]), organization([suppliers([])]))
    const withLines = compareSchemas(organization([suppliers([field, other])]), organization([suppliers([other])]))

    expect(withoutLines.changes).toEqual([])
    expect(withLines.changes).toMatchObject([{ kind: 'field-went', path: 'lines.custom-fields.gl-note' }])
  })

  it('takes a standard field for gone only where every record showed it', () => {
    const standard: FieldSchema = { ...custom('x', 'string'), path: 'status', origin: 'standard' }
    const sometimes: FieldSchema = { ...standard, seen: { of: 9, shown: 4, filled: 4 } }
    const unseen: FieldSchema = { ...standard, sources: ['catalog'], seen: { of: 9, shown: 0, filled: 0 } }
    const goes = (field: FieldSchema) =>
      compareSchemas(organization([suppliers([field])]), organization([suppliers([unseen])])).changes

    expect(goes(standard)).toMatchObject([{ kind: 'field-went', path: 'status' }])
    expect(goes(sometimes)).toEqual([])
  })

  it('tells which values of a lookup came, went and changed, by the reference that a company gives them', () => {
    const before = lookup('Region', ['North', 'South', 'East'])
    const now: LookupSchema = {
      ...before,
      values: [
        { name: 'Norden', externalReference: 'R0', isActive: true },
        { name: 'South', externalReference: 'R1', isActive: false },
        { name: 'West', externalReference: 'R9', isActive: true },
      ],
    }

    const { changes } = compareSchemas(organization([], [before]), organization([], [now]))

    expect(changes).toMatchObject([
      {
        kind: 'lookup-value-changed',
        lookup: 'Region',
        value: 'R0',
        before: { name: 'North' },
        now: { name: 'Norden' },
      },
      { kind: 'lookup-value-changed', value: 'R1', now: { isActive: false } },
      { kind: 'lookup-value-went', value: 'R2' },
      { kind: 'lookup-value-came', value: 'R9' },
    ])
  })

  it('says what it could not compare', () => {
    const refused: ResourceSchema = { ...suppliers([]), records: 0, problem: 'GET users was refused' }
    const empty: ResourceSchema = { ...suppliers([]), records: 0 }
    const long: LookupSchema = { ...lookup('Region', ['North']), isComplete: false }
    const kinds = (before: OrganizationSchema, now: OrganizationSchema) =>
      compareSchemas(before, now).notCompared.map(({ kind }) => kind)

    expect(kinds(organization([suppliers([])]), organization([refused]))).toEqual(['refused'])
    expect(kinds(organization([suppliers([])]), organization([empty]))).toEqual(['no-records'])
    expect(kinds(organization([empty]), organization([empty]))).toEqual([])
    expect(kinds(organization([suppliers([])]), organization([]))).toEqual(['not-read'])
    expect(kinds(organization([], [long]), organization([], [long]))).toEqual(['too-long'])
  })
})

function organization(resources: readonly ResourceSchema[], lookups: readonly LookupSchema[] = []): OrganizationSchema {
  return {
    version: 1,
    organization: 'acme.example',
    readAt: '2026-11-30T00:00:00.000Z',
    introspection: { isUsed: true },
    resources,
    lookups,
    notices: [],
  }
}

function suppliers(fields: readonly FieldSchema[]): ResourceSchema {
  return { resource: 'suppliers', type: 'Supplier', records: 9, fields }
}

function custom(name: string, type: FieldSchema['type']): FieldSchema {
  return {
    path: `custom-fields.${name}`,
    origin: 'custom',
    type,
    sources: ['samples'],
    confidence: 'high',
    seen: { of: 9, shown: 9, filled: 7 },
  }
}

function lookup(name: string, values: readonly string[]): LookupSchema {
  return {
    name,
    values: values.map((value, position) => ({ name: value, externalReference: `R${position}`, isActive: true })),
    isComplete: true,
  }
}
