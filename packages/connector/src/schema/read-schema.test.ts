import { compareSchemas, type FieldSchema, type OrganizationSchema } from '@coupa-connector/catalog/schema'
import { type Sandbox, type SandboxOptions, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Connection, createConnection } from '../connection.ts'
import { type ReadSchemaOptions, readSchema } from './read-schema.ts'

let sandbox: Sandbox
let connection: Connection
beforeAll(async () => {
  sandbox = await startSandbox({ records: 120, rateLimit: false })
  connection = connect(sandbox)
})
afterAll(async () => {
  await connection.close()
  await sandbox.close()
})

describe('readSchema', () => {
  it('tells custom fields with their types, what they are of, and how often they have a value', async () => {
    const schema = await readSchema(connection, { resources: ['suppliers'] })
    const { fields, ...rest } = schema.resources[0] ?? {}

    expect(rest).toEqual({ resource: 'suppliers', type: 'Supplier', records: 50 })
    expect(schema).toMatchObject({
      version: 1,
      organization: new URL(sandbox.url).host,
      introspection: { isUsed: true },
    })
    expect(Object.fromEntries(own(schema).map(({ path, type, references }) => [path, references ?? type]))).toEqual({
      'custom-fields.erp-number': 'string',
      'custom-fields.risk-score': 'decimal',
      'custom-fields.review-date': 'datetime',
      'custom-fields.is-strategic': 'boolean',
      'custom-fields.sales-region': 'LookupValue',
      'custom-fields.category-owner': 'User',
      'custom-fields.legacy-code': 'string',
    })
    const erpNumber = fields?.find(({ path }) => path === 'custom-fields.erp-number')
    expect(erpNumber).toMatchObject({ confidence: 'high', sources: ['introspection', 'samples'] })
    expect(erpNumber?.seen).toMatchObject({ of: 50, shown: 50 })
    expect(erpNumber?.seen.filled).toBe(await filledOf('suppliers', 'erp-number'))
  })

  it('reads all values of the lookups that fields have values of', async () => {
    const schema = await readSchema(connection, { resources: ['suppliers'] })
    const region = own(schema).find(({ path }) => path.endsWith('sales-region'))
    const values = await connection
      .resource('lookup_values')
      .query({ where: { lookup: { name: 'Sales Region' } }, fields: ['id', 'name'] })
      .toArray({ limit: 500 })

    expect(region?.lookups).toEqual(['Sales Region'])
    expect(schema.lookups).toHaveLength(1)
    expect(schema.lookups[0]).toMatchObject({ name: 'Sales Region', isComplete: true })
    expect(schema.lookups[0]?.values.map(({ name }) => name)).toEqual(values.map(({ name }) => name))
  })

  it('stops at the bound of a lookup and says so', async () => {
    const { lookups } = await readSchema(connection, { resources: ['suppliers'], maxLookupValues: 3 })

    expect(lookups[0]).toMatchObject({ isComplete: false })
    expect(lookups[0]?.values).toHaveLength(3)
  })

  it('finds custom fields of lines, which only people fill', async () => {
    const line = { 'line-num': 1, description: 'Bolts', quantity: 1, 'custom-fields': { 'gl-note': 'N1' } }
    await connection.resource<string>('requisitions').create({ 'requisition-lines': [line] })

    const schema = await readSchema(connection, { resources: ['requisitions'] })

    const lines = own(schema).filter(({ path }) => path.startsWith('requisition-lines.'))
    expect(lines).toMatchObject([
      { path: 'requisition-lines.custom-fields.gl-note', origin: 'custom', type: 'string', seen: { filled: 1 } },
    ])
  })

  it('reads an organization that forbids introspection by its records', async () => {
    const { schema } = await readOther({ quirks: { 'graphql-introspection': 'refused' } })

    expect(schema.introspection).toEqual({ isUsed: false, reason: expect.stringMatching(/introspection/i) })
    expect(own(schema).find(({ path }) => path.endsWith('erp-number'))).toMatchObject({
      type: 'string',
      sources: ['samples'],
    })
  })

  it('finds custom fields of the older kind beside the standard ones', async () => {
    const { schema } = await readOther({ quirks: { 'custom-fields': 'global' } })

    expect(own(schema).map(({ path, origin }) => `${origin} ${path}`)).toContain('unlisted erp-number')
  })

  it('tells which resource it may not read, and reads the others', async () => {
    const { schema } = await readOther({ scope: 'core.supplier.read core.common.read' }, ['suppliers', 'invoices'])

    const [suppliers, invoices] = schema.resources
    expect(suppliers?.problem).toBeUndefined()
    expect(invoices).toMatchObject({ records: 0, problem: expect.stringContaining('invoices') })
    expect(invoices?.fields.every(({ sources }) => !sources.includes('samples'))).toBe(true)
  })

  it('keeps no value of a record', async () => {
    const [supplier] = await connection
      .resource('suppliers')
      .query({ orderBy: { field: 'id', direction: 'desc' }, limit: 1 })
      .toArray()

    const text = JSON.stringify(await readSchema(connection, { resources: ['suppliers'] }))

    expect(supplier?.name).toEqual(expect.any(String))
    expect(text).not.toContain(supplier?.name)
    expect(text).not.toContain(supplier?.number)
  })

  it('shows what an administrator changes: a field that comes, one that goes, and one of another type', async () => {
    const before = await readSchema(connection, { resources: ['items'] })
    sandbox.control.putCustomField('items', { name: 'shelf', type: 'string', isEditable: true })
    sandbox.control.putCustomField('items', { name: 'risk-score', type: 'boolean', isEditable: true })
    sandbox.control.removeCustomField('items', 'is-strategic')

    const { changes } = compareSchemas(before, await readSchema(connection, { resources: ['items'] }))

    expect(changes.map(({ kind, ...change }) => `${kind} ${'path' in change ? change.path : change.value}`)).toEqual([
      'type-changed custom-fields.risk-score',
      'field-went custom-fields.is-strategic',
      'field-came custom-fields.shelf',
    ])
  })

  it.each<[string, ReadSchemaOptions, RegExp]>([
    ['a resource', { resources: ['invioces'] }, /invioces/],
    ['a number of samples', { samples: 0 }, /samples must be a whole number from 1 to 1000, and is 0/],
  ])('refuses %s that makes no sense', async (_what, options, message) => {
    await expect(readSchema(connection, options)).rejects.toThrow(message)
  })
})

/** Custom fields, and those that nobody lists. */
function own({ resources }: OrganizationSchema): readonly FieldSchema[] {
  return resources.flatMap(({ fields }) => fields.filter(({ origin }) => origin !== 'standard'))
}

async function filledOf(resource: string, field: string): Promise<number> {
  const fields = JSON.stringify(['id', { custom_fields: {} }])
  const { data } = await connection.request<readonly { readonly 'custom-fields': Readonly<Record<string, unknown>> }[]>(
    `GET ${resource}`,
    { limit: 50, order_by: 'id', dir: 'desc', fields },
  )
  return data.filter((record) => record['custom-fields'][field] !== null).length
}

async function readOther(
  options: SandboxOptions,
  resources: readonly string[] = ['suppliers'],
): Promise<{ readonly schema: OrganizationSchema }> {
  await using other = await startSandbox({ records: 60, rateLimit: false, ...options })
  await using own = connect(other)
  return { schema: await readSchema(own, { resources, samples: 10 }) }
}

function connect({ url, clientId, clientSecret, scope, accessTokenUrl }: Sandbox): Connection {
  return createConnection({ authenticationType: 'oauth2', url, clientId, clientSecret, scope, accessTokenUrl })
}
