import { describe, expect, it } from 'vitest'
import { rankOptions } from './rank-options.ts'

const options = ['coupa_pay/invoices', 'approvals', 'invoices', 'invoices/:id/attachments', 'purchase_orders'].map(
  (value) => ({ value, label: value.replaceAll(/[_/]/g, ' ') }),
)
const found = (search: string): string[] =>
  rankOptions(options, search).flatMap((option) => ('value' in option ? [option.value] : []))

describe('rankOptions', () => {
  it('puts what is called so first, then what begins so', () => {
    expect(found('invoices')).toEqual(['invoices', 'invoices/:id/attachments', 'coupa_pay/invoices'])
    expect(found('invoi')).toEqual(['invoices', 'invoices/:id/attachments', 'coupa_pay/invoices'])
  })

  it('takes words in any order and letter case', () => {
    expect(found('ORDERS purchase')).toEqual(['purchase_orders'])
  })

  it('ranks within groups and leaves out those without a match', () => {
    const groups = [
      {
        group: 'Atoms',
        items: [
          { value: 'a', label: 'My plant' },
          { value: 'b', label: 'Plant' },
        ],
      },
      { group: 'Clouds', items: [{ value: 'c', label: 'Cloud' }] },
    ]
    expect(rankOptions(groups, 'plant')).toEqual([
      {
        group: 'Atoms',
        items: [
          { value: 'b', label: 'Plant' },
          { value: 'a', label: 'My plant' },
        ],
      },
    ])
  })

  it('leaves everything as it is without a search', () => {
    expect(rankOptions(options, ' ')).toBe(options)
  })
})
