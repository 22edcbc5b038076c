import { describe, expect, it } from 'vitest'
import { describe as describeResource } from './catalog.ts'
import { findAction } from './find-action.ts'

describe('findAction', () => {
  it.each([
    ['invoices', 'submit', 'submit'],
    ['invoices', 'Add-Approver', 'add_approver'],
    ['invoices', ' mark-exported ', 'mark_exported'],
    ['invoices', 'export', 'mark_exported'],
    ['purchase_orders', 'unexport', 'mark_not_exported'],
    ['expense_reports', 'mark-as-not-exported', 'mark_not_exported'],
    // Coupa's own action of that name comes first.
    ['coupa_pay/payments', 'export', 'export'],
    ['suppliers', 'export', undefined],
    ['invoices', 'constructor', undefined],
  ])('of %s knows %s as %s', (resource, given, expected) => {
    expect(findAction(describeResource(resource), given)?.name).toBe(expected)
  })

  it('tells actions of records from those of the collection', () => {
    expect(findAction(describeResource('invoices'), 'mark-exported', 'collection')).toBeUndefined()
  })
})
