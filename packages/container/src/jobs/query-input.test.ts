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

  it.each([{ where: 'total-with-taxes>1,000' }, { where: ['total-with-taxes>1,000'] }])(
    'refuses a value that does not fit its field: %j',
    (query) => {
      expect(() => readQueryInput(query, invoices)).toThrow('"1,000" is not a decimal number')
    },
  )
})
