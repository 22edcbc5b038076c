import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import type { CoupaRecord } from '../../format/coupa-record.ts'
import type { WritableRecord } from '../../requests/write-request.ts'
import { ignoredFields } from './ignored-fields.ts'

const of = (name: string, sent: WritableRecord, record: CoupaRecord | undefined, isWhole = true) =>
  ignoredFields(sent, { resource: describeResource(name), record, isWhole })

const briefly = (...given: Parameters<typeof of>) => of(...given).map(({ field, reason }) => `${field} ${reason}`)

describe('ignoredFields', () => {
  it.each<[string, WritableRecord, CoupaRecord, string]>([
    ['accounts', { code: '99-1' }, { id: 19, code: '10-4000' }, 'code read-only'],
    ['suppliers', { 'totally-unknown': 'x' }, { id: 7 }, 'totally-unknown unknown'],
    ['suppliers', { status: 'active' }, { id: 7, status: 'draft' }, 'status changed'],
    ['suppliers', { po_method: 'email' }, { id: 7, 'po-method': 'prompt' }, 'po_method changed'],
    ['invoices', { exported: true }, { id: 46, exported: false }, 'exported exported'],
    ['invoices', { supplier: { id: 7 } }, { id: 1, supplier: { id: 8 } }, 'supplier.id changed'],
    ['invoices', { 'supplier-id': 7 }, { id: 1, supplier: { id: 8 } }, 'supplier-id changed'],
    ['invoices', { currency: { code: 'EUR' } }, { id: 1, currency: { code: 'USD' } }, 'currency.code changed'],
    ['suppliers', { 'custom-fields': { region: 'N' } }, { id: 1, 'custom-fields': {} }, 'custom-fields.region unknown'],
    [
      'suppliers',
      { 'custom-fields': { region: 'N' } },
      { id: 1, 'custom-fields': { region: 'S' } },
      'custom-fields.region changed',
    ],
    [
      'invoices',
      { 'invoice-lines': [{ price: '5', nonsense: 1 }] },
      { id: 1, 'invoice-lines': [{ id: 9, price: '5.00' }] },
      'invoice-lines[0].nonsense unknown',
    ],
    [
      'invoices',
      { 'invoice-lines': [{ id: 9, price: '6' }] },
      {
        id: 1,
        'invoice-lines': [
          { id: 8, price: '6' },
          { id: 9, price: '5.00' },
        ],
      },
      'invoice-lines[0].price changed',
    ],
    [
      'invoices',
      { 'invoice-lines': [{ price: '5' }, { price: '7' }] },
      { id: 1, 'invoice-lines': [{ id: 9, price: '5.00' }] },
      'invoice-lines[1] changed',
    ],
    ['suppliers', { 'payment-term': { code: 'N30' } }, { id: 1, 'payment-term': null }, 'payment-term changed'],
    [
      'suppliers',
      { 'payment-term': { code: 'N30' } },
      { id: 1, 'payment-term': { code: null } },
      'payment-term.code changed',
    ],
    [
      'suppliers',
      { 'content-groups': [{ name: 'A' }] },
      { id: 1, 'content-groups': null },
      'content-groups[0] changed',
    ],
    [
      'invoices',
      { 'invoice-lines': [{ id: 9, _delete: true }] },
      { id: 1, 'invoice-lines': [{ id: 8 }, { id: 9 }] },
      'invoice-lines[0] changed',
    ],
    ['invoices', { 'created-at': '2020-01-01' }, { id: 1, 'created-at': '2026-01-01' }, 'created-at read-only'],
  ])('of %s tells %j in %j', (name, sent, record, expected) => {
    expect(briefly(name, sent, record)).toEqual([expected])
  })

  it.each<[string, WritableRecord, CoupaRecord]>([
    ['accounts', { code: '10-4000' }, { id: 19, code: '10-4000' }],
    ['suppliers', { 'erp-legacy-code': 'A' }, { id: 7, 'erp-legacy-code': 'A' }],
    ['suppliers', { website: null }, { id: 7, website: '' }],
    ['suppliers', { website: null }, { id: 7 }],
    ['suppliers', { 'custom-fields': { region: null } }, { id: 7, 'custom-fields': {} }],
    ['suppliers', { 'custom-fields': { region: 'N' } }, { id: 7, region: 'N' }],
    ['users', { password: 'written-only' }, { id: 7, login: 'x' }],
    ['invoices', { supplier: { number: 'S-1' } }, { id: 7, supplier: { id: 3, name: 'x' } }],
    ['invoices', { 'updated-at': '2020-01-01' }, { id: 7, 'updated-at': '2026-01-01' }],
    ['invoices', { supplier: { name: 'acme' } }, { id: 7, supplier: { id: 3, name: 'ACME' } }],
    ['purchase_orders', { _cancel: true, 'order-lines': [{ id: 9, _delete: true }] }, { id: 7, 'order-lines': [] }],
    ['invoices', { 'invoice-lines': [{ price: 7 }] }, { id: 7, 'invoice-lines': [{ price: '5' }, { price: '7.0' }] }],
    [
      'invoices',
      { 'invoice-lines': [{ price: 7 }, { price: 5 }] },
      { id: 7, 'invoice-lines': [{ price: '5' }, { price: '7' }] },
    ],
    ['coupa_pay/payments', { exported: true }, { id: 7, exported: true }],
    ['suppliers', { 'payment-term': { code: '' } }, { id: 7, 'payment-term': null }],
    ['suppliers', { 'content-groups': [] }, { id: 7, 'content-groups': null }],
    ['invoices', { channel: null, supplier: null }, { id: 7, channel: null, supplier: null }],
  ])('of %s has nothing to tell of %j in %j', (name, sent, record) => {
    expect(briefly(name, sent, record)).toEqual([])
  })

  it('tells from the catalog alone what an answer leaves out', () => {
    const sent = { code: '99', name: 'x', 'totally-unknown': 1 }

    expect(briefly('accounts', sent, { id: 19 }, false)).toEqual(['code read-only', 'totally-unknown unknown'])
    expect(briefly('accounts', sent, undefined, false)).toEqual(['code read-only', 'totally-unknown unknown'])
  })

  it('says what is there instead, and what was probably meant', () => {
    const notices = of('suppliers', { 'payment-metod': 'x', status: 'active' }, { id: 7, status: 'draft' })

    expect(notices.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^"payment-metod" is not a known field of suppliers, so Coupa probably ignores it\. Did you mean payment-method.*\?$/,
      ),
      '"status" was sent as "active", and in the answer it is "draft".',
    ])
  })

  it('names the action for the exported flag', () => {
    expect(of('invoices', { exported: true }, undefined, false)[0]?.message).toContain('mark-exported')
    expect(of('invoices', { exported: false }, { id: 1, exported: true })[0]?.message).toContain('mark-not-exported')
  })

  it('shows no value of a field that may be secret', () => {
    const [notice] = of('suppliers', { 'api-token': 'canary-1' }, { id: 7, 'api-token': 'canary-2' })

    expect(notice?.message).not.toContain('canary')
  })

  it('compares long lists in bounded time', () => {
    const lines = Array.from({ length: 2000 }, (_, i) => ({ price: String(i) }))

    expect(briefly('invoices', { 'invoice-lines': lines }, { id: 1, 'invoice-lines': lines })).toEqual([])
  })
})
