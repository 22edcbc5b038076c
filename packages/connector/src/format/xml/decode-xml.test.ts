import { describe, expect, it } from 'vitest'
import { BadResponseError } from '../../errors/answer-errors.ts'
import { decodeXml } from './decode-xml.ts'

const decode = (text: string) => decodeXml(Buffer.from(text))
const valueIn = (content: string) => decode(`<r>${content}</r>`).value

describe('decodeXml', () => {
  it('gives values the types that JSON has', () => {
    const value = valueIn(
      `<id type="integer">7</id><total type="decimal">120.00</total><rate type="float">0.5</rate>
       <active type="boolean">true</active><at type="dateTime">2025-01-02T03:04:05-08:00</at>
       <method type="symbol">sso</method><name>Plant 2</name><old type="string">x</old>`,
    )

    expect(value).toEqual({
      id: 7,
      total: '120.00',
      rate: '0.5',
      active: true,
      at: '2025-01-02T03:04:05-08:00',
      method: 'sso',
      name: 'Plant 2',
      old: 'x',
    })
  })

  it('tells null, empty text, empty array and empty custom fields apart', () => {
    const value = valueIn(
      '<a nil="true"/><b type="datetime" nil="true"></b><c/><d></d><e type="array"/><f type="integer"/><custom-fields/>',
    )

    expect(value).toEqual({ a: null, b: null, c: '', d: '', e: [], f: null, 'custom-fields': {} })
  })

  it('gives null for a custom field that is not set, as JSON does', () => {
    const value = valueIn(
      '<custom-fields><a/><b></b><c>x</c><d type="string"/><e><name/></e></custom-fields><item><custom_fields><a/></custom_fields></item>',
    )

    expect(value).toEqual({
      'custom-fields': { a: null, b: null, c: 'x', d: '', e: { name: '' } },
      item: { custom_fields: { a: null } },
    })
  })

  it('keeps the digits of an integer beyond 2^53', () => {
    expect(valueIn('<n type="integer">12345678901234567890</n>')).toEqual({ n: '12345678901234567890' })
  })

  it('reads arrays of records, of texts and of nulls', () => {
    expect(valueIn('<l type="array"><i><id type="integer">1</id></i><i>x</i><i nil="true"/></l>')).toEqual({
      l: [{ id: 1 }, 'x', null],
    })
  })

  it('takes elements that repeat for an array where the type is missing', () => {
    expect(valueIn('<error>a</error><error>b</error><error>c</error><one>d</one>')).toEqual({
      error: ['a', 'b', 'c'],
      one: 'd',
    })
  })

  it('keeps a served array apart from its repetition', () => {
    expect(valueIn('<l type="array"><i>1</i></l><l type="array"><i>2</i></l>')).toEqual({ l: [['1'], ['2']] })
  })

  it('uses the content of an element that is called nil as well', () => {
    expect(valueIn('<a nil="true">x</a>')).toEqual({ a: 'x' })
  })

  it('reads CDATA, the five entities and character references', () => {
    expect(valueIn('<a><![CDATA[1 < 2 & 3]]> &amp; &#233;&#x20AC;</a>')).toEqual({ a: '1 < 2 & 3 & é€' })
  })

  it('keeps blanks of texts and drops those between elements', () => {
    expect(valueIn('\n  <a>  x\n y </a>\n')).toEqual({ a: '  x\n y ' })
  })

  it('keeps elements called like members of every object', () => {
    const value = valueIn('<__proto__><x>1</x></__proto__><constructor>c</constructor><toString>t</toString>')

    expect(Object.entries(value as object)).toEqual([
      ['__proto__', { x: '1' }],
      ['constructor', 'c'],
      ['toString', 't'],
    ])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  it('names the root and whether it is an array', () => {
    expect(decode('<?xml version="1.0" encoding="UTF-8"?>\n<suppliers type="array"/>')).toEqual({
      root: 'suppliers',
      isArray: true,
      value: [],
    })
  })

  it.each([
    ['nothing', ''],
    ['a cut-off document', '<a type="array"><b>1</b>'],
    ['a cut-off tag', '<a><b'],
    ['a wrong closing tag', '<a><b></a></b>'],
    ['a bare ampersand', '<a>x & y</a>'],
    ['an undefined entity', '<a>&nbsp;</a>'],
    ['two roots', '<a/><a/>'],
    ['text before the root', 'x<a/>'],
    ['a repeated attribute', '<a nil="true" nil="false"/>'],
    ['a control character', '<a>\u0001</a>'],
    ['text among elements', '<a>x<b/></a>'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['entities of its own', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['endless nesting', '<a>'.repeat(201) + '</a>'.repeat(201)],
  ])('throws for %s', (_, text) => {
    expect(() => decode(text)).toThrow(BadResponseError)
  })

  it('throws for bytes that are not UTF-8', () => {
    expect(() => decodeXml(Buffer.from('<a>\xe9</a>', 'latin1'))).toThrow('is not UTF-8')
  })
})
