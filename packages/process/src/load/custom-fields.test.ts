import { describe, expect, it } from 'vitest'
import type { CustomFields } from './custom-fields.ts'
import { createLoadMapper } from './load-mapper.ts'
import type { LoadDefinitionInput } from './load-schema.ts'
import { parseLoad } from './parse-load.ts'
import { createLoad } from './templates/create-load.ts'

const known: CustomFields = new Map([
  ['erp-number', 'plain'],
  ['is-strategic', 'boolean'],
  ['sales-region', 'record'],
  ['note', undefined],
])

function mapperOf(columns: LoadDefinitionInput['mapping']['columns'], destination: object = {}) {
  const made = createLoad({ template: 'L09' })
  const load = { ...made, mapping: { columns: { number: 'number', ...columns } } }
  const definition = parseLoad({ ...load, destination: { ...made.destination, ...destination } })
  let asked = 0
  const customFields = async (): Promise<CustomFields> => {
    asked++
    return known
  }
  return { mapper: createLoadMapper(definition, { customFields }), asked: () => asked }
}

describe('custom fields of a load', () => {
  it.each<[string, string, unknown, unknown]>([
    ['custom-fields.erp-number', 'a plain value', 'P01', { 'erp-number': 'P01' }],
    ['custom-fields.is-strategic', 'a truth value', 'yes', { 'is-strategic': true }],
    ['custom-fields.sales-region.name', 'a field of a record', 'North', { 'sales-region': { name: 'North' } }],
    ['custom-fields.note', 'anything where nobody knows', 'x', { note: 'x' }],
  ])('take at %s %s', async (path, _, value, expected) => {
    const { mapper } = mapperOf({ [path]: 'c' })

    expect(await mapper.map({ number: 'S-1', c: value })).toMatchObject({ record: { 'custom-fields': expected } })
  })

  it.each([
    ['custom-fields.is-strategic', 'VALUE_UNFIT', /neither true nor false/],
    ['custom-fields.sales-region', 'VALUE_UNFIT', /holds a record: name one of its fields/],
    ['custom-fields.erp-number.code', 'VALUE_UNFIT', /goes into custom-fields\.erp-number, which is not a record/],
    ['custom-fields.erp-nummer', 'CUSTOM_FIELD_UNKNOWN', /is not a custom field of this organization/],
  ])('are a fault at %s: %s', async (path, code, message) => {
    const { mapper } = mapperOf({ [path]: 'c' })

    const mapped = await mapper.map({ number: 'S-1', c: 'perhaps' })

    expect('faults' in mapped && mapped.faults).toMatchObject([
      { field: path, code, message: expect.stringMatching(message) },
    ])
  })

  it('that the mapping sets and nobody has are named with what could be meant', async () => {
    const { mapper } = mapperOf({ 'custom-fields.erp-nummer': 'c' })

    expect(await mapper.unknownCustomFields()).toEqual([
      { column: 'custom-fields.erp-nummer', suggestion: 'Did you mean custom-fields.erp-number?' },
    ])
  })

  it('that only the input names and nobody has are left out', async () => {
    const { mapper } = mapperOf({})

    const mapped = await mapper.map({ number: 'S-1', 'custom-fields.erp-nummer': '7', 'custom_fields.erp_number': '8' })

    expect(mapped).toMatchObject({ record: { 'custom-fields': { 'erp-number': '8' } } })
    expect(mapper.unusedColumns()).toEqual([
      { column: 'custom-fields.erp-nummer', suggestion: 'Did you mean custom-fields.erp-number?' },
    ])
  })

  it('are asked for only where there are any, and trusted by choice', async () => {
    const { mapper, asked } = mapperOf({ name: 'n' })
    await mapper.map({ number: 'S-1', n: 'Initech' })
    const trusting = mapperOf({ 'custom-fields.new': 'c' }, { customFields: 'trust' })

    expect(await trusting.mapper.map({ number: 'S-1', c: '7' })).toMatchObject({
      record: { 'custom-fields': { new: '7' } },
    })
    expect([asked(), trusting.asked()]).toEqual([0, 0])
  })
})
