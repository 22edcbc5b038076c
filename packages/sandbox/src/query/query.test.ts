import { describe, expect, it } from 'vitest'
import { startOrganization } from '../testing/organization.ts'

const names = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => name)

describe('the query language', () => {
  it('keeps conditions with every comparison operator', async () => {
    await using organization = await startOrganization()
    const all = (await organization.get('departments?fields=["id","name"]')).json as { id: number; name: string }[]
    const ids = all.map(({ id }) => id)
    const middle = ids[20] ?? 0
    const query = async (condition: string): Promise<number[]> =>
      ((await organization.get(`departments?fields=["id"]&${condition}`)).json as { id: number }[]).map(({ id }) => id)

    expect(await query(`id[gt]=${middle}`)).toEqual(ids.filter((id) => id > middle))
    expect(await query(`id[lt]=${middle}`)).toEqual(ids.filter((id) => id < middle))
    expect(await query(`id[gt_or_eq]=${middle}&id[lt_or_eq]=${middle + 9}`)).toEqual(
      ids.filter((id) => id >= middle && id <= middle + 9),
    )
    expect(await query(`id[not_eq]=${middle}`)).toEqual(ids.filter((id) => id !== middle))
    expect(await query(`id[in]=${ids[3]},${ids[1]},999999`)).toEqual([ids[1], ids[3]])
    expect(await query(`id[not_in]=${ids.slice(2).join(',')}`)).toEqual(ids.slice(0, 2))
  })

  it.each([
    ['case-insensitive', ['Acme']],
    ['case-sensitive', []],
  ])('compares texts %s', async (comparison, expected) => {
    await using organization = await startOrganization({ records: 3, quirks: { 'string-comparison': comparison } })
    await organization.send('POST', 'suppliers', { name: 'Acme' })
    const conditions = [
      'name=ACME',
      'name[contains]=aCM',
      'name[starts_with]=aC',
      'name[ends_with]=CME',
      'name[in]=x,aCME',
    ]

    for (const condition of conditions) {
      expect(names((await organization.get(`suppliers?${condition}`)).json), condition).toEqual(expected)
    }
  })

  it.each([
    ['leave-out', 0],
    ['include', 1],
  ])('does with records without a value what the switch for not_eq says: %s', async (choice, count) => {
    await using organization = await startOrganization({ records: 3, quirks: { 'not-eq-without-value': choice } })
    const { json } = await organization.send('POST', 'suppliers', { name: 'Acme' })

    for (const condition of ['website[not_eq]=x', 'website[not_in]=x,y', 'parent[name][not_eq]=x']) {
      expect((await organization.get(`suppliers?id=${json.id}&${condition}`)).json, condition).toHaveLength(count)
    }
  })

  it.each([
    ['trim', 2],
    ['keep', 1],
  ])('does with spaces in lists what the switch says: %s', async (choice, count) => {
    await using organization = await startOrganization({ records: 3, quirks: { 'in-list-blanks': choice } })
    await organization.send('POST', 'suppliers', { name: 'Acme' })
    await organization.send('POST', 'suppliers', { name: 'Initech' })

    expect((await organization.get('suppliers?name[in]=Acme, Initech')).json).toHaveLength(count)
  })

  it('compares texts with contains, starts_with, ends_with and by order', async () => {
    await using organization = await startOrganization({ records: { departments: 12 } })
    const query = async (condition: string): Promise<readonly string[]> =>
      names((await organization.get(`departments?${condition}`)).json)

    expect(await query('name[starts_with]=Plant')).toEqual(['Plant Engineering'])
    expect(await query('name[ends_with]=Operations')).toEqual(['IT Operations'])
    expect(await query('name[contains]=Care')).toEqual([])
    expect(await query('name[gt]=Research')).toEqual(
      ['Research & Development', 'Sales', 'Logistics'].filter((name) => name > 'Research'),
    )
    expect(await query('name[in]=Legal,Finance')).toEqual(['Finance', 'Legal'])
  })

  it('takes blank for a text that is null or empty', async () => {
    await using organization = await startOrganization({ records: { suppliers: 40 } })

    const blank = (await organization.get('suppliers?account-number[blank]=true&fields=["account_number"]')).json
    const filled = (await organization.get('suppliers?tax_id[blank]=false&fields=["tax_id"]')).json

    expect(blank.length).toBeGreaterThan(0)
    expect(blank.every((row: { 'account-number': string | null }) => !row['account-number'])).toBe(true)
    expect(filled.every((row: { 'tax-id': string }) => row['tax-id'].length > 0)).toBe(true)
  })

  it.each([
    ['supplier[name]=', (row: Row) => row.supplier.name],
    ['supplier_id=', (row: Row) => String(row.supplier.id)],
    ['supplier[id]=', (row: Row) => String(row.supplier.id)],
    ['[supplier[id]]=', (row: Row) => String(row.supplier.id)],
    ['supplier[number][in]=', (row: Row) => row.supplier.number],
  ])('reaches through an association with %s', async (condition, value) => {
    await using organization = await startOrganization({ records: { invoices: 300 } })
    const fields = 'fields=["id",{"supplier":["id","name","number"]}]'
    const [first] = (await organization.get(`invoices?${fields}&limit=1`)).json as Row[]
    const wanted = first === undefined ? '' : value(first)

    const found = (await organization.get(`invoices?${fields}&${condition}${encodeURIComponent(wanted)}`)).json as Row[]

    expect(found.length).toBeGreaterThan(0)
    expect(found.every((row) => value(row) === wanted)).toBe(true)
  })

  it('reaches through a collection and then an association', async () => {
    await using organization = await startOrganization({ records: { purchase_orders: 60 } })
    const [first] = (await organization.get('purchase_orders?limit=1')).json
    const { code } = first['order-lines'][0].account

    const found = (await organization.get(`purchase_orders?order_lines[account][code]=${code}&fields=["id"]`)).json

    expect(found).toContainEqual({ id: first.id })
    expect(found.length).toBeLessThan(60)
  })

  it('finds nothing with two filters through associations of one class, but works with the _id forms', async () => {
    await using organization = await startOrganization()
    const [rate] = (await organization.get('exchange_rates?limit=1')).json
    const from = rate['from-currency']
    const to = rate['to-currency']

    const byCode = await organization.get(
      `exchange_rates?from-currency[code]=${from.code}&to-currency[code]=${to.code}`,
    )
    const byId = await organization.get(`exchange_rates?from_currency_id=${from.id}&to_currency_id=${to.id}`)

    expect(byCode.json).toEqual([])
    expect(byId.json.map(({ id }: { id: number }) => id)).toContain(rate.id)
  })

  it('reads a date without time and zone as midnight UTC, and an unencoded plus as a blank', async () => {
    await using organization = await startOrganization()
    const created = await organization.send('POST', 'departments', { name: 'Night Shift' })
    const time = new Date(created.json['created-at']).getTime()
    const day = new Date(time).toISOString().slice(0, 10)
    const exact = new Date(time + 2 * 3_600_000).toISOString().replace(/\.\d+Z/, '')
    const count = async (condition: string): Promise<number> =>
      (await organization.get(`departments?name=Night+Shift&${condition}`)).json.length

    expect(await count(`created-at[gt_or_eq]=${day}`)).toBe(1)
    expect(await count(`created-at[lt]=${day}`)).toBe(0)
    expect(await count(`created_at[lt_or_eq]=${exact}%2B02:00`)).toBe(1)
    expect(await count(`created_at[lt]=${exact}%2B02:00`)).toBe(0)
    expect(await count(`created_at[lt]=${exact}+02:00`)).toBe(1)
  })

  it('refuses an unknown attribute, or ignores it by quirk', async () => {
    await using strict = await startOrganization()
    await using lenient = await startOrganization({ quirks: { 'unknown-attribute': 'ignore' } })

    expect((await strict.get('invoices?colour=red')).status).toBe(400)
    expect((await strict.get('invoices?supplier[colour]=red')).status).toBe(400)
    expect((await lenient.get('invoices?colour=red')).json).toHaveLength(50)
  })

  it('caps pages at 50 and orders by id unless told otherwise', async () => {
    await using organization = await startOrganization()

    const page = (await organization.get('invoices?limit=500&fields=["id"]')).json as { id: number }[]
    const sorted = (await organization.get('departments?order_by=name&dir=desc&limit=5')).json as { name: string }[]

    expect(page).toHaveLength(50)
    expect(page.map(({ id }) => id)).toEqual(page.map(({ id }) => id).toSorted((left, right) => left - right))
    expect(names(sorted)).toEqual(names(sorted).toSorted().toReversed())
  })

  it('combines the exported flag with a status list, both spellings of cancelled included', async () => {
    await using organization = await startOrganization()

    const rows = (
      await organization.get('purchase_orders?exported=false&status[in]=closed,canceled&fields=["status","exported"]')
    ).json

    expect(new Set(rows.map((row: { status: string }) => row.status))).toEqual(new Set(['closed', 'cancelled']))
    expect(rows.every((row: { exported: boolean }) => row.exported === false)).toBe(true)
  })

  it('shows the asked fields only, nested ones and custom fields too', async () => {
    await using organization = await startOrganization()
    const fields =
      '["id",{"supplier":["name",{"payment_term":["code"]}]},{"custom_fields":["erp_number"]},{"invoice_lines":["id","line-num"]}]'

    const [row] = (await organization.get(`invoices?limit=1&fields=${encodeURIComponent(fields)}`)).json

    expect(Object.keys(row)).toEqual(['id', 'supplier', 'custom-fields', 'invoice-lines'])
    expect(row.supplier).toEqual({ name: expect.any(String), 'payment-term': { code: expect.any(String) } })
    expect(Object.keys(row['custom-fields'])).toEqual(['erp-number'])
    expect(Object.keys(row['invoice-lines'][0])).toEqual(['id', 'line-num'])
  })

  it('applies a named filter, and default filters only when they are on', async () => {
    const filters = [{ name: 'tiny', resource: 'invoices', fields: ['id'] }]
    await using organization = await startOrganization({ filters })
    await using filtered = await startOrganization({ quirks: { 'default-filters': 'on' } })

    expect((await organization.get('invoices?filter=tiny&limit=1')).text).toMatch(/^\[\{"id":\d+\}\]$/)
    expect((await organization.get('invoices?filter=nobody')).status).toBe(400)
    expect((await filtered.get('invoices?limit=1')).json[0]).not.toHaveProperty('gross-total')
  })

  it('returns ids only, natural keys only, or nothing as return_object says', async () => {
    await using organization = await startOrganization()

    const limited = await organization.get('invoices?limit=1&return_object=limited')
    const shallow = await organization.get('invoices?limit=1&return_object=shallow')
    const none = await organization.send('POST', 'departments?return_object=none', { name: 'Quiet' })

    expect(limited.text).toMatch(/^\[\{"id":\d+\}\]$/)
    expect(Object.keys(shallow.json[0].currency)).toEqual(['id', 'code'])
    expect([none.status, none.text]).toEqual([201, ''])
  })
})

interface Row {
  readonly id: number
  readonly supplier: { readonly id: number; readonly name: string; readonly number: string }
}
