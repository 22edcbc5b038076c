import { describe as describeResource } from '@coupa-connector/connector'
import { describe, expect, it } from 'vitest'
import { readQueryInput } from './query-input.ts'

const invoices = describeResource('invoices')

describe('the query of an operation', () => {
  it.each(['extraParameters', 'parameters', 'raw'])('sends what it has under %s as it is', (name) => {
    expect(readQueryInput({ [name]: { return_object: 'limited' } }, invoices)).toEqual({
      conditions: [],
      extraParameters: [['return_object', 'limited']],
    })
  })

  it('takes a limit among them for the size of a page, as Coupa does', () => {
    expect(readQueryInput({ parameters: { limit: 80, x: 1 } }, invoices)).toEqual({
      conditions: [],
      extraParameters: [['x', '1']],
      reading: { pageSize: 50 },
    })
  })
})
