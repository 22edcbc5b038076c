import assert from 'node:assert/strict'
import { describe as describeResource } from '@coupa-connector/catalog'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CoupaRecord, CoupaValue } from './coupa-record.ts'
import { decodeJson } from './json/decode-json.ts'
import { encodeJson } from './json/encode-json.ts'
import { decodeXml } from './xml/decode-xml.ts'
import { encodeXml } from './xml/encode-xml.ts'

const name = fc.oneof(
  fc.stringMatching(/^[a-z_][a-z0-9_-]{0,12}$/),
  fc.constantFrom('__proto__', 'constructor', 'invoice-lines', 'addresses', '_delete'),
)

/** Any text that XML 1.0 can hold. */
const text = fc.string({ unit: 'binary' }).filter(
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is kept out
  (value) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(value),
)

const leaf: fc.Arbitrary<CoupaValue> = fc.oneof(
  fc.maxSafeInteger().map((value) => value + 0),
  fc.boolean(),
  fc.constant(null),
  text,
  fc.constantFrom('12.50', '2025-01-02T03:04:05-08:00', '9007199254740993', '', ' ', '\r\n'),
)

// An object without members is the empty string in XML: the one thing it cannot tell (F-129).
const { record } = fc.letrec<{ value: CoupaValue; record: CoupaRecord }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 4 }), tie('record')),
  record: fc.dictionary(name, tie('value'), { minKeys: 1, maxKeys: 6 }).filter((value) => !('custom-fields' in value)),
}))

const plain = (value: CoupaRecord): CoupaRecord => JSON.parse(JSON.stringify(value))

describe('records on the wire', () => {
  it('come back from JSON as they were', () => {
    fc.assert(
      fc.property(record, (value) => {
        expect(decodeJson(Buffer.from(encodeJson(value)))).toEqual(plain(value))
      }),
    )
  })

  it('come back from XML as they were', () => {
    fc.assert(
      fc.property(record, (value) => {
        const xml = encodeXml(value, 'record')

        expect(decodeXml(Buffer.from(xml))).toEqual({ root: 'record', isArray: false, value: plain(value) })
      }),
    )
  })

  it('are the same records from either encoding', () => {
    fc.assert(
      fc.property(record, (value) => {
        const fromXml = decodeXml(Buffer.from(encodeXml(value, 'record'))).value
        const fromJson = decodeJson(Buffer.from(encodeJson(value)))

        assert.deepStrictEqual(fromXml, fromJson)
      }),
    )
  })

  it('are never read from a part of their XML', () => {
    fc.assert(
      fc.property(record, fc.nat(), (value, cut) => {
        const xml = Buffer.from(encodeXml(value, 'record'))

        expect(() => decodeXml(xml.subarray(0, cut % xml.length))).toThrow()
      }),
    )
  })
})

describe('encodeXml', () => {
  const invoices = describeResource('invoices')
  const encode = (value: Parameters<typeof encodeXml>[0]) =>
    encodeXml(value, invoices.xmlItem).replace(/^<\?xml[^>]*\?>\n/, '')

  it('writes typed values, null and empty text as Coupa does', () => {
    const xml = encode({
      id: 7,
      paid: true,
      'gross-total': '12.50',
      'payment-date': null,
      note: '',
      skipped: undefined,
    })

    expect(xml).toBe(
      '<invoice-header><id type="integer">7</id><paid type="boolean">true</paid><gross-total>12.50</gross-total>' +
        '<payment-date nil="true"/><note/></invoice-header>',
    )
  })

  it('names the items of collections by the singular of the field, whatever their type is called', () => {
    const xml = encode({ 'invoice-lines': [{ 'account-allocations': [{ amount: '1.00' }] }], invoice_lines: [] })

    expect(xml).toBe(
      '<invoice-header><invoice-lines type="array"><invoice-line><account-allocations type="array"><account-allocation>' +
        '<amount>1.00</amount></account-allocation></account-allocations></invoice-line></invoice-lines>' +
        '<invoice_lines type="array"/></invoice-header>',
    )
  })

  it.each([
    ['things', 'thing'],
    ['lines', 'line'],
    ['content-groups', 'content-group'],
    ['prompt-responses', 'prompt-response'],
    ['warehouses', 'warehouse'],
    ['contract-clauses', 'contract-clause'],
    ['addresses', 'address'],
    ['currencies', 'currency'],
    ['taxes', 'tax'],
    ['statuses', 'status'],
    ['data', 'data'],
  ])('names the items of %s %s', (plural, singular) => {
    expect(encode({ [plural]: ['x'] })).toContain(`<${plural} type="array"><${singular}>x</${singular}></${plural}>`)
  })

  it('writes dates in UTC and the digits of big integers', () => {
    expect(encode({ at: new Date(0), n: 12345678901234567890n })).toContain(
      '<at>1970-01-01T00:00:00.000Z</at><n>12345678901234567890</n>',
    )
  })

  it.each([
    ['a control character', { a: { b: 'x\u0000' } }, '"a.b" contains the character U+0000 at position 1'],
    ['half of a surrogate pair', { a: '\ud800' }, '"a" contains the character U+D800'],
    ['a name with a blank', { 'a b': '1' }, '"a b" has a name'],
    ['a name that is markup', { 'a><b': '1' }, 'has a name'],
    ['an invalid date', { a: [new Date(Number.NaN)] }, '"a[0]" is an invalid date'],
    ['a number that is none', { a: Number.NaN }, '"a" is NaN'],
  ])('refuses %s and names the field', (_, value, message) => {
    expect(() => encode(value)).toThrow(message)
  })

  it('refuses a record that contains itself', () => {
    const value: Record<string, never> = {}
    Object.assign(value, { itself: value })

    expect(() => encode(value)).toThrow('contains itself')
  })
})

describe('encodeJson', () => {
  it('leaves out what is undefined and keeps null', () => {
    expect(encodeJson({ a: undefined, b: null, at: new Date(0), n: 12345678901234567890n })).toBe(
      '{"b":null,"at":"1970-01-01T00:00:00.000Z","n":"12345678901234567890"}',
    )
  })

  it.each([{ a: Number.POSITIVE_INFINITY }, { a: [new Date(Number.NaN)] }, { a: (() => 1) as never }])(
    'refuses what JSON would silently turn into null or nothing',
    (value) => {
      expect(() => encodeJson(value)).toThrow(/the field "a(\[0\])?"/)
    },
  )
})
