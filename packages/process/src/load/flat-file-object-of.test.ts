import { describe, expect, it } from 'vitest'
import { flatFileObjectOf } from './flat-file-object-of.ts'
import { parseLoad } from './parse-load.ts'
import { createLoad } from './templates/create-load.ts'

describe('loads of flat files', () => {
  it.each([
    ['suppliers', 'supplier'],
    ['lookup_values', 'lookup-value'],
    ['addresses', 'address'],
    ['commodities', 'commodity'],
    ['suppliers/:supplier_id/addresses', 'remit-to-address'],
    ['receiving_transactions', 'receipt'],
  ])('of %s have the object %s', (resource, object) => {
    expect(flatFileObjectOf(resource)).toBe(object)
  })

  it('of payments have an object of their own, not that of the document', () => {
    const made = createLoad({ template: 'L23', format: 'flat-file' })

    expect(parseLoad(made).source.object).toBe('invoice-payment')
  })

  it('are made from a template with the object of its resource', () => {
    const made = createLoad({ template: 'L09', format: 'flat-file' })

    expect(parseLoad(made).source).toMatchObject({ format: 'flat-file', object: 'supplier' })
  })

  it('need to say what the files have', () => {
    const { source, ...made } = createLoad({ template: 'L09', format: 'flat-file' })

    expect(() => parseLoad({ ...made, source: { ...source, object: undefined } })).toThrow('source.object')
  })
})

describe('loads that write flat files', () => {
  const made = createLoad({ template: 'L09', destination: 'flat-files' })

  it.each([
    [{ values: { ...made.values, inbox: { kind: 'files' } } }, 'values.inbox'],
    [{ values: { coupa: { kind: 'connection' }, source: { kind: 'files' } } }, 'values.inbox'],
    [{ absent: 'inactivate', destination: { ...made.destination, inactive: { status: 'inactive' } } }, 'absent'],
    [{ destination: { ...made.destination, secondPass: ['name'] } }, 'destination.secondPass'],
    [{ destination: { ...made.destination, action: { column: 'a', allowed: ['x'] } } }, 'destination.action'],
    [{ destination: { ...made.destination, resource: '', flatFiles: undefined } }, 'destination.resource'],
  ])('are refused with %o', (change, path) => {
    expect(() => parseLoad({ ...made, ...change })).toThrow(path)
  })
})
