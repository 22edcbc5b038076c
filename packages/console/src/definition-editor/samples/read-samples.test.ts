import { describe, expect, it } from 'vitest'
import { pathsOf, samplesOf } from './read-samples.ts'

const records = [
  { id: 1, note: '', 'custom-fields': { 'erp-number': null }, lines: [{ total: '10.00' }] },
  { id: 2, note: 'x'.repeat(80), 'custom-fields': { 'erp-number': '4711', region: { name: 'North' } }, lines: [] },
]

describe('samples of records', () => {
  it('are the first value that there is, through lists and in a short text', () => {
    const { sampleAt } = samplesOf(records)

    expect(['id', 'lines.total', 'custom-fields.erp-number', 'missing'].map(sampleAt)).toEqual([
      '1',
      '10.00',
      '4711',
      undefined,
    ])
    expect(sampleAt('note')).toHaveLength(61)
  })

  it('name the custom fields of the organization', () => {
    expect(samplesOf(records).namesBelow('custom-fields')).toEqual(['erp-number', 'region'])
  })

  it('lead to every field that has a value', () => {
    expect(pathsOf(records)).toEqual([
      ...['custom-fields.erp-number', 'custom-fields.region.name', 'id', 'lines.total', 'note'],
    ])
  })
})
