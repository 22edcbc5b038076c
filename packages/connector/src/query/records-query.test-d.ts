import { describe, expectTypeOf, it } from 'vitest'
import type { Projection, RecordsQuery, Where } from './records-query.ts'

interface Address {
  id?: number
  city?: string | null
  country?: Country | null
}
interface Country {
  id?: number
  code?: string
  region?: Region
}
interface Region {
  id?: number
  name?: string
}
interface Supplier {
  id?: number
  name?: string
  'primary-address'?: Address | null
}
interface Line {
  id?: number
  total?: string
  account?: { id?: number; code?: string }
}
interface Invoice {
  id: number
  status?: 'draft' | 'approved'
  'gross-total'?: string | null
  'updated-at'?: string
  exported?: boolean
  supplier?: Supplier | null
  'invoice-lines'?: Line[]
  'custom-fields'?: Record<string, unknown>
}

const query = <const Fields extends readonly unknown[]>(
  value: RecordsQuery<Invoice> & { readonly fields: Fields },
): Projection<Invoice, Fields> => value as never

describe('Where', () => {
  it('takes values of the fields, dates and numbers for texts that mean them, and null', () => {
    const where: Where<Invoice> = {
      id: { in: [1, 2], gt: 5 },
      status: 'approved',
      'gross-total': { gt: 100, lt: '200.50' },
      'updated-at': { gt_or_eq: new Date(0) },
      exported: false,
      supplier: { name: { starts_with: 'N' }, 'primary-address': { city: null } },
      'supplier-id': 7,
      'invoice-lines': { account: { code: 'a' } },
      'custom-fields': { anything: 'x' },
    }

    expectTypeOf(where).toExtend<Where<Invoice>>()
  })

  it('refuses other names, other types and a third association', () => {
    // @ts-expect-error no such field
    expectTypeOf({ stauts: 'x' } as const).toExtend<Where<Invoice>>()
    // @ts-expect-error not a boolean
    expectTypeOf({ exported: 'yes' } as const).toExtend<Where<Invoice>>()
    // @ts-expect-error no such operator
    const operator: Where<Invoice> = { id: { above: 5 } }
    // @ts-expect-error three associations
    const deep: Where<Invoice> = { supplier: { 'primary-address': { country: { code: 'DE' } } } }
    // @ts-expect-error an association is not a value
    const association: Where<Invoice> = { supplier: 5 }

    expectTypeOf([operator, deep, association]).toExtend<Where<Invoice>[]>()
  })
})

describe('Projection', () => {
  it('keeps what was selected and nothing else', () => {
    const result = query({ fields: ['id', { supplier: ['id', 'name'] }, { 'invoice-lines': ['total'] }] })

    expectTypeOf(result).toEqualTypeOf<{
      id: number
      supplier?: { id?: number; name?: string } | null
      'invoice-lines'?: { total?: string }[]
    }>()
  })

  it('keeps all of an association that is selected by {}', () => {
    expectTypeOf(query({ fields: ['id', { supplier: {} }] })).toEqualTypeOf<{
      id: number
      supplier?: Supplier | null
    }>()
  })

  it('is the whole record where nothing is selected', () => {
    expectTypeOf<Projection<Invoice, undefined>>().toEqualTypeOf<Invoice>()
  })
})
