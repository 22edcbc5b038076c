import { execFileSync } from 'node:child_process'
import { describe as describeResource, type ResourceDescription } from '@coupa-connector/catalog'
import { parseWhere } from '@coupa-connector/connector'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nestFields } from '../src/catalog/fields/nest-fields.ts'
import { toArguments, toCommandLine, toWhere } from '../src/explore/code/command-line.ts'
import { queryLiteral, toTypeScript } from '../src/explore/code/typescript-text.ts'
import { type ExploreQuery, emptyQuery, toCondition } from '../src/explore/query/query-model.ts'
import { anyFilter, anyQuery } from './support/any-query.ts'

const invoices = describeResource('invoices') as ResourceDescription

describe('the command line of a query', () => {
  it('writes conditions that the reader of the command line understands as they were meant', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        // The last name of a path may be one of the operators; no field is named so.
        fc.pre(!/(?:^|\.)(?:eq|in|gt|lt|blank|contains)$/.test(filter.field))
        expect(parseWhere(toWhere(filter), invoices, { allowUnknownFields: true })).toEqual(toCondition(filter))
      }),
    )
  })

  it.each(['>=1', '~x', 'a&status=b', 'a and limit=3'])('quotes %j, which the command line takes for more', (value) => {
    for (const operator of ['eq', 'contains', 'in'] as const) {
      const filter = { field: 'status', operator, value }

      expect(parseWhere(toWhere(filter), invoices)).toEqual(toCondition(filter))
    }
  })

  it('is taken apart by a shell into the words that it was made of', () => {
    fc.assert(
      fc.property(anyQuery, fc.string({ unit: 'grapheme', minLength: 1 }), (query, name) => {
        fc.pre(!JSON.stringify([query, name]).includes('\\u0000'))
        const target = { resource: 'suppliers/:supplier_id/addresses', hub: { connection: name, container: name } }
        const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${toCommandLine(query, target)}`], {
          encoding: 'utf8',
        })
        expect(printed.split('\0').slice(0, -1)).toEqual(toArguments(query, target))
      }),
      { numRuns: 40 },
    )
  })

  it('names everything that the query has', () => {
    const query: ExploreQuery = {
      fields: ['id', 'supplier.name'],
      filters: [
        { field: 'status', operator: 'eq', value: 'on hold' },
        { field: 'invoice-number', operator: 'contains', value: "O'Neil" },
      ],
      orderBy: { field: 'updated-at', direction: 'desc' },
      limit: 10,
      wire: 'xml',
      parents: {},
    }

    expect(toCommandLine(query, { resource: 'invoices' })).toBe(
      `coupa-connector query invoices --where 'status=on hold' --where 'invoice-number[contains]=O'\\''Neil' --fields id,supplier.name --order-by updated-at:desc --limit 10 --encoding xml`,
    )
  })

  it('runs through the hub with a connection and a container', () => {
    const hub = { connection: 'Acme production', container: 'Plant 7' }

    expect(toCommandLine({ ...emptyQuery, fields: 'limited' }, { resource: 'invoices', hub })).toBe(
      `coupa-connector hub run query 'Acme production' invoices --parameter return_object=limited --limit 50 --container 'Plant 7'`,
    )
  })
})

describe('the TypeScript of a query', () => {
  it('is the same query', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const read = evaluate(queryLiteral(query))
        expect(read.fields).toEqual(typeof query.fields === 'string' ? undefined : nestFields(query.fields))
        expect(read.orderBy).toEqual(query.orderBy)
        expect(read.conditions ?? flatten(read.where ?? {}, [])).toEqual(
          expect.arrayContaining(query.filters.map(toCondition)),
        )
      }),
    )
  })

  it('reads like something that a person wrote', () => {
    const query: ExploreQuery = {
      ...emptyQuery,
      fields: ['id', 'supplier.name'],
      filters: [
        { field: 'status', operator: 'eq', value: "it's" },
        { field: 'supplier.id', operator: 'eq', value: '7' },
        { field: 'updated-at', operator: 'gt_or_eq', value: '2026-01-01' },
        { field: 'updated-at', operator: 'lt', value: '2026-02-01' },
      ],
      limit: 20,
    }

    expect(toTypeScript(query, 'invoices', (field) => (field === 'supplier.id' ? 'integer' : 'string'))).toBe(
      `import { createConnection, settingsFromEnvironment } from '@coupa-connector/connector'

const connection = createConnection(settingsFromEnvironment(process.env))
try {
  const records = connection.resource('invoices').query({
    where: {
      status: 'it\\'s',
      supplier: { id: 7 },
      'updated-at': { gt_or_eq: '2026-01-01', lt: '2026-02-01' },
    },
    fields: ['id', { supplier: ['name'] }],
    limit: 20,
  })
  for await (const record of records) console.log(record)
} finally {
  await connection.close()
}
`,
    )
  })

  it('falls back to a list of conditions where an object cannot hold them', () => {
    const filters = [
      { field: 'status', operator: 'not_eq', value: 'a' },
      { field: 'status', operator: 'not_eq', value: 'b' },
    ] as const

    expect(evaluate(queryLiteral({ ...emptyQuery, filters })).conditions).toEqual(filters.map(toCondition))
  })
})

interface ReadQuery {
  readonly fields?: unknown
  readonly orderBy?: unknown
  readonly conditions?: readonly unknown[]
  readonly where?: object
}

function evaluate(literal: string): ReadQuery {
  return new Function(`return (${literal})`)() as ReadQuery
}

const operatorNames = new Set(
  'eq not_eq contains starts_with ends_with gt lt gt_or_eq lt_or_eq in not_in blank'.split(' '),
)

/** An independent reader of `where`. */
function flatten(where: object, parents: readonly string[]): unknown[] {
  return Object.entries(where).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      if (operatorNames.has(name) && parents.length > 0) return [{ path: parents, operator: name, value }]
      return [{ path: [...parents, name.replaceAll('-', '_')], operator: 'eq', value }]
    }
    return flatten(value, [...parents, name.replaceAll('-', '_')])
  })
}
