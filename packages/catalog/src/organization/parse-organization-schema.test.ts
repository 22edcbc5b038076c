import { describe, expect, it } from 'vitest'
import { parseOrganizationSchema } from './parse-organization-schema.ts'

const schema = {
  version: 1,
  organization: 'acme.example',
  readAt: '2026-11-30T00:00:00.000Z',
  introspection: { isUsed: false, reason: 'forbidden' },
  resources: [
    {
      resource: 'suppliers',
      type: 'Supplier',
      records: 1,
      fields: [
        {
          path: 'custom-fields.a',
          origin: 'custom',
          type: 'string',
          sources: ['samples'],
          confidence: 'low',
          seen: { of: 1, shown: 1, filled: 0 },
        },
      ],
    },
  ],
  lookups: [{ name: 'Region', values: [{ name: 'North', isActive: true }], isComplete: true }],
  notices: [],
}

describe('parseOrganizationSchema', () => {
  it('takes what was saved', () => {
    expect(parseOrganizationSchema(JSON.parse(JSON.stringify(schema)))).toEqual(schema)
  })

  it.each([
    ['nothing', undefined, 'The schema must be an object, and is missing'],
    ['another version', { ...schema, version: 2 }, 'version must be 1, and is 2'],
    ['a time that is none', { ...schema, readAt: 'soon' }, 'readAt must be a point in time, and is "soon"'],
    ['a list that is none', { ...schema, lookups: {} }, 'lookups must be a list, and is an object'],
    [
      'a type that does not exist',
      {
        ...schema,
        resources: [{ ...schema.resources[0], fields: [{ ...schema.resources[0]?.fields[0], type: 'text' }] }],
      },
      'resources[0].fields[0].type must be "string"',
    ],
    [
      'a count below zero',
      { ...schema, resources: [{ ...schema.resources[0], records: -1 }] },
      'resources[0].records must be a whole number from 0 on, and is -1',
    ],
  ])('refuses %s, and names the place', (_what, given, message) => {
    expect(() => parseOrganizationSchema(given)).toThrow(message)
  })
})
