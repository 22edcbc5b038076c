import { expect, it } from 'vitest'
import { type RuleContent, ruleFits } from './rule-fits.ts'

const rule: RuleContent = {
  name: 'Cities and limits',
  resource: 'suppliers',
  change: { action: 'update' },
  fields: ['remit-to-addresses.city', 'credit-limit'],
  mostPerDay: 5,
}
const limited: RuleContent = { ...rule, amount: { field: 'credit-limit', most: '100.50', mostPerDay: '500' } }

const update = (record: object, expected: object = record) =>
  ({ action: 'update', resource: 'suppliers', id: 7, record, expected, wire: 'json', ignoredFields: 'note' }) as never

it.each([
  ['a field of an item', rule, update({ 'remit-to-addresses': [{ id: 3, city: 'Bremen' }] }), { amount: null }],
  ['another spelling', rule, update({ credit_limit: '9' }), { amount: null }],
  ['a field beside it', rule, update({ 'credit-limit': '9', name: 'Evil' }), undefined],
  ['another field of the item', rule, update({ 'remit-to-addresses': [{ id: 3, street1: 'x' }] }), undefined],
  ['a whole list', rule, update({ 'remit-to-addresses': [{ city: 'Bremen' }] }), undefined],
  ['nothing that the record holds', rule, update({ 'credit-limit': '9' }, {}), undefined],
  ['another resource', { ...rule, resource: 'invoices' }, update({ 'credit-limit': '9' }), undefined],
  ['an amount at its limit', limited, update({ 'credit-limit': '100.5' }), { amount: '100.5' }],
  ['an amount above it', limited, update({ 'credit-limit': '100.500001' }), undefined],
  ['no amount', limited, update({ 'remit-to-addresses': [{ id: 3, city: 'Bremen' }] }), undefined],
  ['a negative amount', limited, update({ 'credit-limit': '-1' }), undefined],
  ['an amount that is none', limited, update({ 'credit-limit': '1e3' }), undefined],
])('a change of %s fits or does not', (_, given, operation, fit) => {
  expect(ruleFits(given, operation)).toEqual(fit)
})

it('a new record has to say how it is looked up, and an action what the record holds', () => {
  const create = {
    action: 'create',
    resource: 'suppliers',
    record: { 'credit-limit': '1' },
    wire: 'json',
    ignoredFields: 'note',
  } as const
  const creating: RuleContent = { ...rule, change: { action: 'create' } }
  const act = { action: 'act', resource: 'suppliers', id: 7, name: 'void', parameters: {}, wire: 'json' } as const
  const acting: RuleContent = { ...rule, change: { action: 'act', name: 'void' }, fields: [] }

  expect(ruleFits(creating, create)).toBeUndefined()
  expect(ruleFits(creating, { ...create, unlessFound: ['number="S-1"'] })).toEqual({ amount: null })
  expect(ruleFits(acting, act)).toBeUndefined()
  expect(ruleFits(acting, { ...act, expected: { status: 'new' } })).toEqual({ amount: null })
  expect(ruleFits(acting, { ...act, name: 'approve', expected: { status: 'new' } })).toBeUndefined()
})
