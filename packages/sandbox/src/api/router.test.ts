import { describe, expect, it } from 'vitest'
import { createRouter } from './router.ts'

describe('createRouter', () => {
  const find = createRouter([
    ['suppliers', 'collection'],
    ['suppliers/:id', 'member'],
    ['suppliers/:supplier_id/addresses', 'addresses'],
    ['asn/headers/:id', 'asn'],
    ['items/:code/find', 'by code'],
  ])
  const match = (path: string): unknown => [...find(path)].map(({ target, parameters }) => [target, parameters])

  it.each([
    ['suppliers', [['collection', {}]]],
    ['suppliers/12', [['member', { id: '12' }]]],
    ['suppliers/12/addresses', [['addresses', { supplier_id: '12' }]]],
    ['asn/headers/3', [['asn', { id: '3' }]]],
    ['items/x-1/find', [['by code', { code: 'x-1' }]]],
    ['suppliers/abc', []],
    ['suppliers/12/', []],
    ['nothing', []],
  ])('matches %s', (path, expected) => {
    expect(match(path)).toEqual(expected)
  })
})
