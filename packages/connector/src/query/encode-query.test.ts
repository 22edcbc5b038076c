import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Condition, operators } from './condition.ts'
import { encodeQuery } from './encode-query.ts'
import type { NormalizedQuery } from './normalize-query.ts'
import type { NormalizedField } from './selected-fields.ts'

/**
 * Reads a query string as Coupa's own server would, written from the facts alone (F-173, F-190, F-220): form decoding,
 * where `+` is a blank; brackets of which a known last one is the operator; commas between the items of a list.
 */
function decodeQuery(search: string): NormalizedQuery {
  const shaping: Record<string, string> = {}
  const conditions: Condition[] = []
  for (const pair of search.split('&').filter(Boolean)) {
    const [name = '', value = ''] = pair.split('=').map((part) => decodeURIComponent(part.replaceAll('+', ' ')))
    if (['fields', 'filter', 'return_object', 'order_by', 'dir', 'limit', 'offset'].includes(name))
      shaping[name] = value
    else conditions.push(decodeCondition(name, value))
  }
  const { fields, filter, return_object, order_by, dir, limit, offset } = shaping
  return {
    conditions,
    ...(fields === undefined ? {} : { fields: JSON.parse(fields).map(decodeField) }),
    ...(filter === undefined ? {} : { filter }),
    ...(return_object === undefined ? {} : { returnObject: return_object as 'none' }),
    ...(order_by === undefined ? {} : { orderBy: { path: [order_by], direction: dir as 'asc' } }),
    ...(limit === undefined ? {} : { limit: Number(limit) }),
    ...(offset === undefined ? {} : { offset: Number(offset) }),
  }
}

function decodeCondition(name: string, value: string): Condition {
  const path = name.replaceAll(']', '').split('[')
  const operator = path.length > 1 ? operators.find((known) => known === path.at(-1)) : undefined
  if (operator === undefined) return { path, operator: 'eq', value }
  const isList = operator === 'in' || operator === 'not_in'
  return {
    path: path.slice(0, -1),
    operator,
    value: isList ? value.split(',') : operator === 'blank' ? value === 'true' : value,
  }
}

function decodeField(field: string | Record<string, unknown[]>): NormalizedField {
  if (typeof field === 'string') return field
  const [[name = '', fields] = []] = Object.entries(field)
  return { name, fields: Array.isArray(fields) ? fields.map((member) => decodeField(member as string)) : 'all' }
}

const shapingNames = new Set<string>([
  'fields',
  'filter',
  'return_object',
  'order_by',
  'dir',
  'limit',
  'offset',
  ...operators,
])
const name = fc.stringMatching(/^[a-z][a-z_]{0,8}$/).filter((value) => !shapingNames.has(value))
const text = fc.string({ unit: 'grapheme' })
const item = text.filter((value) => value !== '' && !value.includes(','))

const condition: fc.Arbitrary<Condition> = fc
  .record({ path: fc.array(name, { minLength: 1, maxLength: 3 }), operator: fc.constantFrom(...operators) })
  .chain(({ path, operator }) => {
    if (operator === 'blank') return fc.boolean().map((value): Condition => ({ path, operator, value }))
    if (operator === 'in' || operator === 'not_in') {
      return fc.array(item, { minLength: 1 }).map((value): Condition => ({ path, operator, value }))
    }
    return text.map((value): Condition => ({ path, operator, value }))
  })

const { field } = fc.letrec<{ field: NormalizedField }>((tie) => ({
  field: fc.oneof(
    { depthSize: 'small' },
    name,
    fc.record({
      name,
      fields: fc.oneof(fc.constant('all' as const), fc.array(tie('field'), { minLength: 1, maxLength: 3 })),
    }),
  ),
}))

const query: fc.Arbitrary<NormalizedQuery> = fc.record(
  {
    conditions: fc.array(condition),
    fields: fc.array(field, { minLength: 1 }),
    filter: text,
    returnObject: fc.constantFrom('none' as const, 'limited' as const, 'shallow' as const),
    orderBy: fc.record({ path: fc.tuple(name), direction: fc.constantFrom('asc' as const, 'desc' as const) }),
    limit: fc.integer({ min: 1, max: 50 }),
    offset: fc.nat(),
  },
  { requiredKeys: ['conditions'] },
)

describe('encodeQuery', () => {
  it('is understood by an independent decoder', () => {
    fc.assert(
      fc.property(query, (value) => {
        expect(decodeQuery(encodeQuery(value))).toEqual(value)
      }),
    )
  })

  it('sends only characters that mean themselves in a query', () => {
    fc.assert(
      fc.property(query, (value) => {
        expect(encodeQuery(value)).toMatch(/^(?:[\w.~-]|%[0-9A-F]{2}|[&=])*$/)
      }),
    )
  })

  it.each<[string, Condition, string]>([
    [
      'a plus and a colon',
      { path: ['updated_at'], operator: 'gt', value: '2026-01-01T00:00:00+01:00' },
      'updated_at%5Bgt%5D=2026-01-01T00%3A00%3A00%2B01%3A00',
    ],
    ['a blank', { path: ['name'], operator: 'eq', value: 'a b' }, 'name=a%20b'],
    [
      'a date as its instant',
      { path: ['at'], operator: 'lt', value: new Date(0) },
      'at%5Blt%5D=1970-01-01T00%3A00%3A00%2B00%3A00',
    ],
    [
      'the fraction of a second',
      { path: ['at'], operator: 'eq', value: new Date(5) },
      'at=1970-01-01T00%3A00%3A00.005%2B00%3A00',
    ],
    [
      'two associations',
      { path: ['a', 'b', 'c'], operator: 'in', value: [1, true] },
      'a%5Bb%5D%5Bc%5D%5Bin%5D=1%2Ctrue',
    ],
  ])('writes %s', (_, value, expected) => {
    expect(encodeQuery({ conditions: [value] })).toBe(expected)
  })

  it('lets extra parameters win, whichever way their names are written', () => {
    const encoded = encodeQuery({
      conditions: [
        { path: ['updated_at'], operator: 'gt', value: 'built' },
        { path: ['status'], operator: 'eq', value: 'kept' },
      ],
      limit: 50,
      extraParameters: [
        ['updated-at[gt]', 'raw'],
        ['limit', '5'],
        ['limit', '6'],
      ],
    })

    expect(encoded).toBe('status=kept&updated-at%5Bgt%5D=raw&limit=5&limit=6')
  })
})
