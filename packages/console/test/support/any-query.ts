import fc from 'fast-check'
import { type ExploreQuery, type Filter, operators } from '../../src/explore/query/query-model.ts'

const name = fc.stringMatching(/^[a-z][a-z-]{0,8}[a-z]$/).filter((word) => !word.includes('--'))
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('.'))
const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.constantFrom(' a ', '"', "'", '"a"', `'a"`, '=', '==x', '>=1', 'a b', "it's", '$(x)', '`x`', 'a\nb', '-1', 'null'),
)
const item = text.map((value) => value.replaceAll(',', '').trim()).filter((value) => value !== '')

/** A filter that is complete. */
export const anyFilter: fc.Arbitrary<Filter> = fc
  .record({ field: path, operator: fc.constantFrom(...operators) })
  .chain(({ field, operator }) => {
    const values =
      operator === 'blank'
        ? fc.constantFrom('true', 'false')
        : operator === 'in' || operator === 'not_in'
          ? fc.array(item, { minLength: 1, maxLength: 4 }).map((items) => items.join(','))
          : text
    return values.map((value) => ({ field, operator, value }))
  })

/** Any query that the form can hold. */
export const anyQuery: fc.Arbitrary<ExploreQuery> = fc.record({
  fields: fc.oneof(
    fc.constantFrom('all' as const, 'limited' as const),
    fc.uniqueArray(path, { minLength: 1, maxLength: 6 }),
  ),
  filters: fc.array(anyFilter, { maxLength: 4 }),
  orderBy: fc.option(fc.record({ field: name, direction: fc.constantFrom('asc' as const, 'desc' as const) }), {
    nil: undefined,
  }),
  limit: fc.integer({ min: 1, max: 1000 }),
  wire: fc.constantFrom('json' as const, 'xml' as const),
  parents: fc.dictionary(fc.constantFrom('supplier_id', 'user_id'), fc.integer({ min: 1 }).map(String), {
    noNullPrototype: true,
  }),
})
