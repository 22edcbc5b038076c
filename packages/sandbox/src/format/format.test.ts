import { describe, expect, it } from 'vitest'
import { startOrganization } from '../testing/organization.ts'
import { readXml } from './xml-reader.ts'
import { createZoneFormatter } from './zone.ts'

describe('the two formats', () => {
  it('leaves nulls out of supplier information, unless told otherwise', async () => {
    await using organization = await startOrganization()
    const [record] = (await organization.get('supplier_information?limit=1')).json
    expect(Object.values(record)).not.toContain(null)

    await using other = await startOrganization({ quirks: { 'supplier-information-nulls': 'show' } })
    expect(Object.values((await other.get('supplier_information?limit=1')).json[0])).toContain(null)
  })

  it('names roots by the table of the facts, not by the path', async () => {
    await using organization = await startOrganization()

    const invoices = (await organization.getXml('invoices?limit=1')).text
    const id = /<id type="integer">(\d+)</.exec(invoices)?.[1]
    const invoice = (await organization.getXml(`invoices/${id}`)).text

    expect(invoices).toMatch(/<invoice-headers type="array">\n {2}<invoice-header>/)
    expect(invoice).toMatch(/^<\?xml[^>]*>\n<invoice-header>/)
    expect(invoice).toMatch(/<invoice-lines type="array">\n\s+<invoice-line>/)
  })

  it('marks types, nulls and empty collections in XML', async () => {
    await using organization = await startOrganization()

    const { text } = await organization.getXml('suppliers?limit=1')

    expect(text).toMatch(/<created-at type="dateTime">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d<\/created-at>/)
    expect(text).toMatch(/<on-hold type="boolean">(true|false)<\/on-hold>/)
    expect(text).toContain('<business-groups type="array"/>')
    expect(text).toMatch(/<\S+ nil="true"\/>/)
  })

  it('writes decimals as strings and ids as numbers in JSON', async () => {
    await using organization = await startOrganization()

    const [invoice] = (await organization.get('invoices?limit=1')).json

    expect(invoice.id).toBeTypeOf('number')
    expect(invoice['gross-total']).toMatch(/^\d+\.\d\d$/)
    const sum = invoice['invoice-lines'].reduce(
      (total: number, line: { total: string }) => total + Math.round(Number(line.total) * 100),
      0,
    )
    expect(Math.round(Number(invoice['gross-total']) * 100)).toBe(sum)
  })

  it('shows absent associations as null in an index and leaves them out of a single record', async () => {
    await using organization = await startOrganization()
    const { id } = (await organization.send('POST', 'suppliers', { name: 'Lonely' })).json

    const [listed] = (await organization.get(`suppliers?id=${id}`)).json
    const single = (await organization.get(`suppliers/${id}`)).json

    expect(listed['payment-term']).toBeNull()
    expect(single).not.toHaveProperty('payment-term')
    expect((await organization.getXml(`suppliers?id=${id}`)).text).not.toContain('<payment-term>')
  })

  it('gives users in summaries times in JSON and custom fields in XML', async () => {
    await using organization = await startOrganization()

    const [department] = (await organization.get('departments?limit=1')).json
    const { text } = await organization.getXml('departments?limit=1')
    const summary = /<created-by>([\s\S]*?)<\/created-by>/.exec(text)?.[1] ?? ''

    expect(department['created-by']).toHaveProperty('updated-at')
    expect(department['created-by']).not.toHaveProperty('custom-fields')
    expect(summary).toContain('<custom-fields>')
    expect(summary).not.toContain('<updated-at')
  })

  it('escapes what XML and JSON would take for their own', async () => {
    await using organization = await startOrganization()
    const name = 'A & B <"C">\u0001 ü'
    const { id } = (await organization.send('POST', 'departments', { name })).json

    expect((await organization.get(`departments/${id}`)).json.name).toBe(name)
    expect((await organization.getXml(`departments/${id}`)).text).toContain('<name>A &amp; B &lt;"C"&gt; ü</name>')
  })

  it('takes XML and JSON in every documented disguise', async () => {
    await using organization = await startOrganization()
    const create = async (body: string, headers: Record<string, string>): Promise<number> =>
      (await organization.send('POST', 'departments', body, headers)).status

    expect(await create('<department><name>One</name></department>', { 'content-type': 'application/xml' })).toBe(201)
    expect(await create('<root><name>Two</name><active>false</active></root>', { 'content-type': 'text/xml' })).toBe(
      201,
    )
    expect(await create('{"name":"Three"}', { 'content-type': 'text/plain' })).toBe(201)
    expect(
      await create('<departments><name nil="true">Four</name></departments>', { 'content-type': '', accept: '*/*' }),
    ).toBe(201)
    expect((await organization.get('departments?name=Two')).json[0].active).toBe(false)
    expect((await organization.get('departments?name=Four')).json).toHaveLength(1)
  })

  it.each(['{"name":', '<department><name>x</department>', '[1]', '"text"'])(
    'refuses the broken body %s',
    async (body) => {
      await using organization = await startOrganization()
      const type = body.startsWith('<') ? 'application/xml' : 'application/json'

      expect((await organization.send('POST', 'departments', body, { 'content-type': type })).status).toBe(400)
    },
  )
})

describe('readXml', () => {
  it('turns elements into members, arrays into lists and nil into null', () => {
    const text = '<x><a_b>1</a_b><c nil="true"/><d type="array"><e>2</e></d><f/><g><![CDATA[<3>]]></g></x>'

    expect(readXml(text)).toEqual({ 'a-b': '1', c: null, d: ['2'], f: '', g: '<3>' })
  })
})

describe('createZoneFormatter', () => {
  it('follows daylight saving', () => {
    const zone = createZoneFormatter('America/Los_Angeles')

    expect(zone.dateTime(Date.UTC(2025, 0, 1, 12))).toBe('2025-01-01T04:00:00-08:00')
    expect(zone.dateTime(Date.UTC(2025, 6, 1, 12))).toBe('2025-07-01T05:00:00-07:00')
    expect(createZoneFormatter('Asia/Kolkata').dateTime(0)).toBe('1970-01-01T05:30:00+05:30')
    expect(createZoneFormatter('UTC').dateTime(0)).toBe('1970-01-01T00:00:00+00:00')
  })
})
