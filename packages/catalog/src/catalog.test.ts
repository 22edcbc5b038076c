import fc from 'fast-check'
import { expect, describe as group, it } from 'vitest'
import {
  describe,
  describeType,
  findResource,
  findScope,
  findType,
  listResources,
  resourceNames,
  scopes,
  typeNames,
  UnknownResourceError,
  UnknownTypeError,
} from './index.ts'

group('describe', () => {
  it.each([
    'suppliers/:supplier_id/addresses',
    'suppliers/7/addresses',
    '/api/suppliers/7/addresses/',
    'api/Suppliers/7/addresses?limit=1',
  ])('finds the nested resource behind %s', (written) => {
    expect(describe(written).name).toBe('suppliers/:supplier_id/addresses')
  })

  it('takes hyphens for underscores', () => {
    expect(describe('purchase-orders').name).toBe('purchase_orders')
  })

  it('prefers a path of its own to a template that would fit too', () => {
    expect(describe('contracts/templates').type).toBe('ContractTemplate')
  })

  it('names the nearest resources when there is none', () => {
    const error = catchError(() => describe('invoces'))

    expect(error).toBeInstanceOf(UnknownResourceError)
    expect(error).toMatchObject({ code: 'CATALOG_UNKNOWN_RESOURCE', value: 'invoces', nearest: ['invoices'] })
    expect(String(error)).toContain('did you mean invoices?')
  })

  it('names the resource when given what Coupa calls the record', () => {
    expect(String(catchError(() => describe('order_headers')))).toContain('did you mean purchase_orders')
    expect(String(catchError(() => describe('Invoice')))).toContain('did you mean invoices')
  })

  it('finds every template again when its placeholders are filled', () => {
    const template = fc.constantFrom(...resourceNames())

    fc.assert(
      fc.property(template, fc.integer({ min: 1 }), (name, id) => {
        expect(describe(name.replaceAll(/:\w+/g, String(id))).name).toBe(name)
        expect(describe(`/api/${name.replaceAll('_', '-')}`).name).toBe(name)
      }),
    )
  })

  it('keeps receivable order lines apart from order lines, behind one type', () => {
    const lines = describe('purchase_order_lines')
    const receivable = describe('receivable_purchase_order_lines')

    expect([lines.type, receivable.type]).toEqual(['PurchaseOrderLine', 'PurchaseOrderLine'])
    expect(receivable.operations.map((operation) => operation.name)).toEqual(['query', 'get'])
    expect(lines.operations.map((operation) => operation.name)).toEqual(['query', 'get', 'delete'])
  })

  it('gives inventory views the XML elements and the model they share', () => {
    const receipt = describe('receiving_transactions')

    expect(receipt).toMatchObject({
      type: 'ReceivingTransaction',
      xmlItem: 'inventory-transaction',
      xmlArray: 'inventory-transactions',
      model: 'inventory_transaction',
    })
  })

  it('marks where an endpoint comes from', () => {
    expect(describe('invoices').origin).toBe('article')
    expect(describe('warehouses').origin).toBe('swagger')
    expect(describe('tax_codes').origin).toBe('permission-map')
    expect(describe('punchout_sites').origin).toBe('inferred')
  })

  it('has the commands that travel inside a purchase order', () => {
    const fields = describe('purchase_orders').fields.filter((field) => field.name.startsWith('_'))

    expect(fields.map((field) => field.name)).toEqual(['_cancel', '_close'])
    expect(fields.every((field) => field.isWritable && !field.isReadable)).toBe(true)
  })

  it('has natural keys, the most usual first', () => {
    expect(describe('accounts').naturalKeys).toEqual([['code', 'account-type']])
    expect(describe('requisitions').naturalKeys).toEqual([])
  })
})

group('findResource', () => {
  it('gives undefined for a path that is not a resource', () => {
    expect(findResource('invoices/7')).toBeUndefined()
    expect(findResource('suppliers//addresses')).toBeUndefined()
    expect(findResource('')).toBeUndefined()
  })
})

group('describeType', () => {
  it('finds a type by the name of its model', () => {
    expect(describeType('InvoiceHeader')).toBe(describeType('Invoice'))
  })

  it('throws for a name that is none', () => {
    expect(catchError(() => describeType('Invoicee'))).toBeInstanceOf(UnknownTypeError)
    expect(findType('Invoicee')).toBeUndefined()
  })
})

group('the catalog as a whole', () => {
  const types = typeNames().map(describeType)
  const resources = resourceNames().map(describe)

  it('has the record types and scopes of the facts', () => {
    expect(types.length).toBeGreaterThanOrEqual(350)
    expect(scopes().length).toBeGreaterThanOrEqual(170)
    expect(resources.length).toBeGreaterThanOrEqual(180)
  })

  it('lists every resource with the type that describes it', () => {
    const listed = listResources().map(({ name, type }) => [name, type])

    expect(listed).toEqual(resources.map(({ name, type }) => [name, type]))
  })

  it('resolves every reference to a type', () => {
    const references = types.flatMap((type) => type.fields.flatMap((field) => field.references ?? []))

    expect(references.filter((name) => findType(name)?.name !== name)).toEqual([])
  })

  it('gives every name and alias to one type only', () => {
    const names = types.flatMap((type) => [type.name, ...type.aliases])

    expect(names.length).toBe(new Set(names).size)
  })

  it('has each field once, under a name that is also an XML name', () => {
    for (const type of types) {
      const names = type.fields.map((field) => field.name)

      expect(new Set(names).size, type.name).toBe(names.length)
      expect(
        names.filter((name) => !/^[A-Za-z_][\w-]*$/.test(name)),
        type.name,
      ).toEqual([])
    }
  })

  it('has no field that can be neither read nor written, but for what only conditions name', () => {
    const useless = types.flatMap((type) =>
      type.fields
        .filter((field) => !field.isReadable && !field.isWritable)
        .map((field) => `${type.name}.${field.name}`),
    )

    // F-373
    expect(useless).toEqual(['CoupaPayStatement.status'])
  })

  it('lets something be written of each value that a record takes', () => {
    const ofResources = new Set(resources.map(({ type }) => type))
    const taken = types.flatMap((type) =>
      type.fields.filter((field) => field.isWritable).flatMap((field) => field.references ?? []),
    )
    const isOwn = (name: string) => !/^(id|created-(at|by)|updated-(at|by))$/.test(name)
    const closed = types.filter(
      ({ name, fields, naturalKeys }) =>
        taken.includes(name) &&
        !ofResources.has(name) &&
        naturalKeys.length === 0 &&
        fields.some((field) => isOwn(field.name)) &&
        !fields.some((field) => field.isWritable),
    )

    expect(closed.map(({ name }) => name)).toEqual([])
  })

  it('knows the fields of a revision, and the way to change a remit-to address', () => {
    const revision = types.find(({ name }) => name === 'PurchaseOrderRevision')?.fields.map(({ name }) => name)
    const addresses = resources.find(({ name }) => name === 'suppliers/:supplier_id/remit_to_addresses')

    expect(revision).toEqual(expect.arrayContaining(['id', 'version', 'revision-record', 'order-lines']))
    expect(addresses?.operations.map(({ name }) => name)).toEqual(['update', 'delete'])
  })

  it('builds natural keys from fields of the type', () => {
    for (const type of types) {
      const names = type.fields.map((field) => field.name)

      expect(
        type.naturalKeys.flat().filter((name) => !names.includes(name)),
        type.name,
      ).toEqual([])
    }
  })

  it('has a method and a path below the resource for every action', () => {
    for (const resource of resources) {
      for (const action of resource.actions) {
        expect(action.method, `${resource.name} ${action.name}`).toMatch(/^(GET|POST|PUT|PATCH|DELETE)$/)
        expect(/^:id[/?]/.test(action.path), `${resource.name} ${action.name}`).toBe(action.level === 'record')
      }
      const keys = resource.actions.map((action) => `${action.level} ${action.name}`)
      expect(new Set(keys).size, resource.name).toBe(keys.length)
    }
  })

  it('has the commands for the exported flag wherever the flag can be set', () => {
    const withFlag = resources.filter(
      ({ fields, operations }) =>
        fields.some(({ name }) => name === 'exported') && operations.some(({ name }) => name === 'update'),
    )

    expect(withFlag.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['invoices', 'purchase_orders', 'expense_reports', 'users', 'asn/headers', 'charges']),
    )
    for (const { name, actions } of withFlag) {
      const paths = actions.filter((action) => action.path.includes('?')).map((action) => action.path)
      expect(paths, name).toEqual([':id?exported=true', ':id?exported=false'])
    }
  })

  it('names only scopes that exist', () => {
    const used = resources.flatMap((resource) =>
      [...resource.operations, ...resource.actions].flatMap((one) => one.scopes),
    )

    expect([...new Set(used)].filter((name) => findScope(name) === undefined)).toEqual([])
  })
})

function catchError(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown')
}
