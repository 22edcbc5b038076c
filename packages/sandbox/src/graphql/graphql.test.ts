import { describe, expect, it } from 'vitest'
import { startOrganization, type TestOrganization } from '../testing/organization.ts'

describe('GraphQL', () => {
  it('reads one record by id, with its associations, under names in camel case', async () => {
    await using organization = await startOrganization()
    const [invoice] = (await organization.get('invoices?limit=1')).json

    const { data, errors } = await ask(
      organization,
      `{ invoice(id: ${invoice.id}) { id invoiceNumber createdAt grossTotal supplier { name } invoiceLines { description } } }`,
    )

    expect(errors).toBeUndefined()
    expect(data.invoice).toMatchObject({
      id: invoice.id,
      invoiceNumber: invoice['invoice-number'],
      createdAt: invoice['created-at'],
      grossTotal: invoice['gross-total'],
      supplier: { name: invoice.supplier.name },
    })
    expect(data.invoice.invoiceLines).toHaveLength(invoice['invoice-lines'].length)
  })

  it('reads collections with the query language of the REST API, 50 at most', async () => {
    await using organization = await startOrganization()
    const query = 'status=approved&order_by=id&dir=desc'
    const expected = (await organization.get(`invoices?${query}`)).json

    const { data } = await ask(organization, 'query ($q: String) { invoices(query: $q) { id status } }', { q: query })

    expect(data.invoices.map(({ id }: { id: number }) => id)).toEqual(expected.map(({ id }: { id: number }) => id))
    expect(data.invoices).toHaveLength(50)
  })

  it('reads custom fields by the type of their values', async () => {
    await using organization = await startOrganization()
    const created = await organization.send('POST', 'suppliers', {
      name: 'Acme',
      'custom-fields': { 'erp-number': 'V7', 'is-strategic': true },
    })

    const { data } = await ask(
      organization,
      `{ supplier(id: ${created.json.id}) { customFields { __typename ... on StringValue { name value } ... on BooleanValue { flag: value } ... on User { login } } } }`,
    )

    expect(data.supplier.customFields).toEqual([
      { __typename: 'StringValue', name: 'erp-number', value: 'V7' },
      { __typename: 'BooleanValue', flag: true },
    ])
  })

  it('tells its types and their fields', async () => {
    await using organization = await startOrganization()

    const { data, errors } = await ask(
      organization,
      '{ __schema { queryType { name } types { name fields { name } } } __type(name: "Department") { fields { name } } }',
    )

    expect(errors).toBeUndefined()
    expect(data.__schema.types.map((type: { name: string }) => type.name)).toEqual(
      expect.arrayContaining(['Invoice', 'User', 'StringValue']),
    )
    expect(data.__type.fields).toContainEqual({ name: 'createdAt' })
  })

  it.each([
    ['a mutation', 'mutation { createInvoice { id } }', 'Mutations are not supported'],
    ['a field that does not exist', '{ invoices { colour } }', 'Cannot query field "colour" on type "Invoice".'],
    ['broken syntax', '{ invoices', 'Syntax Error: Expected Name, found <EOF>.'],
    ['a query on an unknown attribute', '{ invoices(query: "colour=red") { id } }', /colour/],
  ])('refuses %s with errors at status 200', async (_what, query, message) => {
    await using organization = await startOrganization()

    const { status, json } = await organization.send('POST', 'graphql', { query })

    expect(status).toBe(200)
    expect(json.errors[0].message).toMatch(message)
  })

  it('needs the scope for reading, field by field', async () => {
    await using organization = await startOrganization({ scope: 'core.common.read' })

    const { data, errors } = await ask(organization, '{ departments { name } invoices { id } }')

    expect(data.departments).toHaveLength(50)
    expect(data.invoices).toBeNull()
    expect(errors[0]).toMatchObject({ path: ['invoices'] })
  })

  it('gives null for a record that does not exist', async () => {
    await using organization = await startOrganization()

    expect(await ask(organization, '{ user(id: "999999999") { id } }')).toEqual({ data: { user: null } })
  })

  it('wants a query and a token', async () => {
    await using organization = await startOrganization()

    expect((await organization.send('POST', 'graphql', {})).status).toBe(400)
    expect(
      (await organization.send('POST', 'graphql', { query: '{ __typename }' }, { authorization: '' })).status,
    ).toBe(401)
  })
})

// biome-ignore lint/suspicious/noExplicitAny: the result is the subject of the tests
async function ask(organization: TestOrganization, query: string, variables?: object): Promise<any> {
  return (await organization.send('POST', 'graphql', { query, variables })).json
}
