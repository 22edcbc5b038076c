import { describe, expect, it } from 'vitest'
import { type ScopeNeed, scopesFor as scopesForAll } from './index.ts'

const scopesFor = (needs: readonly ScopeNeed[]) => scopesForAll(needs, { isExact: true })

describe('scopesFor', () => {
  it('names one scope for each need that shares none', () => {
    const selection = scopesFor([
      { resource: 'suppliers', access: 'write' },
      { resource: 'invoices', access: 'read' },
    ])

    expect(selection).toEqual({ scopes: ['core.invoice.read', 'core.supplier.write'], forTest: [], unknown: [] })
  })

  it('lets one scope serve several needs', () => {
    const needs = ['tax_codes', 'currencies', 'departments'].map((resource) => ({ resource, access: 'read' }))

    expect(scopesFor(needs).scopes).toEqual(['core.common.read'])
  })

  it('prefers the scope of the permission map to a newer one known by name only', () => {
    expect(scopesFor([{ resource: 'addresses', access: 'read' }]).scopes).toEqual(['core.common.read'])
  })

  it('takes the scope that allows least where several cover the need', () => {
    expect(scopesFor([{ resource: 'inventory_adjustments', access: 'read' }]).scopes).toEqual([
      'core.inventory.adjustment.read',
    ])
    expect(scopesFor([{ resource: 'invoices', access: 'create' }]).scopes).toEqual(['core.invoice.create'])
  })

  it('takes one scope instead of two where it covers both', () => {
    const selection = scopesFor([
      { resource: 'inventory_adjustments', access: 'read' },
      { resource: 'inventory_adjustments', access: 'write' },
    ])

    expect(selection.scopes).toEqual(['core.inventory.adjustment.write'])
  })

  it('asks the scope of a single action', () => {
    expect(scopesFor([{ resource: 'invoices', access: 'void' }]).scopes).toEqual(['core.invoice.delete'])
    expect(scopesFor([{ resource: 'requisitions', access: 'submit-for-approval' }]).scopes).toEqual([
      'core.requisition.write',
    ])
  })

  it('gives the same scopes whatever the order of the needs', () => {
    const needs = ['invoices', 'purchase_orders', 'items', 'uoms'].map((resource) => ({ resource, access: 'read' }))

    expect(scopesFor(needs.toReversed())).toEqual(scopesFor(needs))
  })

  it('reports what it does not know, and covers the rest', () => {
    const selection = scopesFor([
      { resource: 'invoces', access: 'read' },
      { resource: 'invoices', access: 'fly' },
      { resource: 'reason_insights', access: 'read' },
      { resource: 'users', access: 'read' },
    ])

    expect(selection.scopes).toEqual(['core.user.read'])
    expect(selection.unknown.map((need) => need.reason)).toEqual([
      'unknown-resource',
      'unknown-access',
      'unknown-scope',
    ])
    expect(selection.unknown[0]?.message).toContain('did you mean invoices')
  })

  it('adds the scope of the connection test, and says that it is for the test', () => {
    expect(scopesForAll([{ resource: 'invoices', access: 'read' }])).toEqual({
      scopes: ['core.common.read', 'core.invoice.read'],
      forTest: ['core.common.read'],
      unknown: [],
    })
  })

  it('adds nothing for the test where its scope is needed anyway, or where no scope is known', () => {
    expect(scopesForAll([{ resource: 'currencies', access: 'read' }])).toMatchObject({
      scopes: ['core.common.read'],
      forTest: [],
    })
    expect(scopesForAll([{ resource: 'invoces', access: 'read' }])).toMatchObject({ scopes: [], forTest: [] })
  })
})
