import { describe, expect, test } from 'vitest'
import { listStreams } from './stream.ts'

describe('listStreams', () => {
  const all = listStreams({ nestedRecords: 'streams' })

  test('gives every stream a name of its own that is a name in any database', () => {
    const names = all.map(({ name }) => name)

    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([])
  })

  test('leaves no field of a resource out: it is a column, or a stream', () => {
    const byName = new Map(all.map((stream) => [stream.name, stream]))
    const ofInvoices = all.filter(({ resource }) => resource.name === 'invoices')
    const readable = byName.get('invoices')?.resource.fields.filter(({ isReadable }) => isReadable) ?? []
    const columns = byName.get('invoices')?.fields.map(({ name }) => name) ?? []
    const nested = ofInvoices.flatMap(({ nestedIn }) => nestedIn ?? [])

    expect([...columns, ...nested].sort()).toEqual(readable.map(({ name }) => name).sort())
    expect(nested).toContain('invoice-lines')
    expect(columns).not.toContain('invoice-lines')
  })

  test('lists what any of the scopes allows, and what no scope is known for', () => {
    const names = listStreams({ nestedRecords: 'objects', scopes: ['core.supplier.read'] }).map(({ name }) => name)

    expect(names).toContain('suppliers')
    expect(names).toContain('attachments')
    expect(names).not.toContain('invoices')
  })
})
