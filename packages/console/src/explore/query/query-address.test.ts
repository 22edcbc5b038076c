import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyQuery } from '../../../test/support/any-query.ts'
import { readQuery, writeQuery } from './query-address.ts'
import { emptyQuery } from './query-model.ts'

describe('the address of a query', () => {
  it('gives every query back', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(readQuery(writeQuery(query))).toEqual(query)
      }),
    )
  })

  it('keeps filters that are not complete yet', () => {
    const filters = [
      { field: '', operator: 'eq', value: '' },
      { field: 'name', operator: 'contains', value: ' a  b ' },
    ] as const

    expect(readQuery(writeQuery({ ...emptyQuery, filters })).filters).toEqual(filters)
  })

  it('says nothing of what is as by default, but that all fields are meant', () => {
    expect(writeQuery(emptyQuery)).toBe('fields=*all')
    expect(readQuery('fields=*all')).toEqual(emptyQuery)
    expect(writeQuery({ ...emptyQuery, limit: 20 })).toBe('limit=20')
  })

  it.each([undefined, '', '%', 'where=nonsense', 'where=a like b', 'limit=0', 'limit=1e9', 'order=-', 'wire=csv'])(
    'takes %j for a query without what it cannot understand',
    (text) => {
      expect(readQuery(text)).toEqual(emptyQuery)
    },
  )
})
