import { describe as describeResource } from '@coupa-connector/catalog'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { QueryInvalidError } from '../errors/request-errors.ts'
import { normalizeQuery } from './normalize-query.ts'
import { parseWhere } from './parse-where.ts'

const invoices = describeResource('invoices')
const parse = (text: string) => parseWhere(text, invoices)
const sentFor = (where: object) => normalizeQuery({ where }, invoices).conditions[0]?.value

describe('the value of a condition', () => {
  it.each([
    ['total-with-taxes>1,000', '1000 if the comma separates thousands, or 1.000 if it is the decimal comma'],
    ['total-with-taxes>9,99', 'Write 9.99.'],
    ['total-with-taxes>1.000,00', 'Write 1000.00.'],
    ['total-with-taxes>1,000.50', 'Write 1000.50.'],
    ['total-with-taxes>1.000.000', 'Write 1000000.'],
    ['total-with-taxes>10,00,000.5', 'Write 1000000.5.'],
    ['total-with-taxes>1,2,3', 'such as 1000 or 9.99'],
    ['total-with-taxes>1 000', 'Write 1000.'],
    ['total-with-taxes>1\u00a0000,5', 'Write 1000.5.'],
    ["total-with-taxes>1'000.5", 'Write 1000.5.'],
    ['total-with-taxes>1_000', 'Write 1000.'],
    ['total-with-taxes>$1000', 'Write 1000.'],
    ['total-with-taxes>-$1,000.00', 'Write -1000.00.'],
    ['total-with-taxes>1000 EUR', 'Write 1000.'],
    ['total-with-taxes>€ 9,90', 'Write 9.90.'],
    ['total-with-taxes>100-', 'Write -100.'],
    ['total-with-taxes>.5', 'Write 0.5.'],
    ['total-with-taxes>5.', 'Write 5.'],
    ['total-with-taxes>abc', 'such as 1000 or 9.99'],
    ['total-with-taxes>12abc', 'such as 1000 or 9.99'],
    ['total-with-taxes>1e3', 'such as 1000 or 9.99'],
    ['total-with-taxes>0x10', 'such as 1000 or 9.99'],
    ['total-with-taxes>50%', 'such as 1000 or 9.99'],
    ['total-with-taxes>1.2.3', 'such as 1000 or 9.99'],
    ['total-with-taxes>--5', 'such as 1000 or 9.99'],
    ['total-with-taxes>１２', 'such as 1000 or 9.99'],
    ['total-with-taxes>true', 'such as 1000 or 9.99'],
    ['total-with-taxes>NaN', 'such as 1000 or 9.99'],
    ['total-with-taxes>', 'Give a value.'],
    ['total-with-taxes=', 'total_with_taxes[blank]=true'],
    ['total-with-taxes!=', 'total_with_taxes[blank]=false'],
    ['total-with-taxes[in]=1, x', 'such as 1000 or 9.99'],
    ['total-with-taxes[in]=1,000', 'Write numbers without separators'],
    ['total-with-taxes[in]=1;2', 'by commas'],
    ['total-with-taxes[contains]=1,0', 'Write digits'],
    ['line-count>two', 'Write digits, such as 12.'],
    ['line-count>1.5', 'such as 12'],
    ['line-count>1,000', 'Write 1000.'],
    ['line-count>12.0', 'Write 12.'],
    ['id>12abc', 'such as 12'],
    ['id[in]=1 2 3', 'by commas'],
    ['id[in]=[1,2]', 'such as 12'],
    ['supplier.id=S-9041', 'such as 12'],
    ['supplier_id=S-9041', 'such as 12'],
    ['paid=yes', 'Write true.'],
    ['paid=0', 'Write false.'],
    ['paid=maybe', 'Write true or false.'],
    ['paid=', 'paid[blank]=true'],
    ['invoice-date>01/02/2024', 'Write 2024-01-02 or 2024-02-01.'],
    ['invoice-date>25/12/2024', 'Write 2024-12-25.'],
    ['invoice-date>01.02.2024', 'Write 2024-01-02 or 2024-02-01.'],
    ['invoice-date>1-2-2024', 'Write 2024-01-02 or 2024-02-01.'],
    ['invoice-date>2024/1/2', 'Write 2024-01-02.'],
    ['invoice-date>20240102', 'Write 2024-01-02.'],
    ['invoice-date>2024-02-30', '2026-01-31'],
    ['invoice-date>2024-13-01', '2026-01-31'],
    ['invoice-date>2024-01-01T25:00:00Z', '2026-01-31'],
    ['invoice-date>2013-07-09T00:33:11-05.00', 'Write 2013-07-09T00:33:11-05:00.'],
    ['invoice-date>2013-07-09T00:33:11+5', 'Write 2013-07-09T00:33:11+05:00.'],
    ['invoice-date>2013-07-09T00:33:11GMT+2', 'Write 2013-07-09T00:33:11+02:00.'],
    ['invoice-date>2013-07-09T00:00:00 02:00', 'Write 2013-07-09T00:00:00+02:00.'],
    ['invoice-date>2013-07-09T00:00:00+25:00', '2026-01-31'],
    ['invoice-date>2013-07-09T00:00:00 CET', '2026-01-31'],
    ['invoice-date>2024-01', '2026-01-31'],
    ['invoice-date>2024', '2026-01-31'],
    ['invoice-date>1719792000', '2026-01-31'],
    ['invoice-date>yesterday', '2026-01-31'],
    ['invoice-date>Jan 2, 2024', '2026-01-31'],
    ['invoice-date=', '2026-01-31'],
    ['created-by.created-at>01/02/2024', 'Write 2024-01-02 or 2024-02-01.'],
    ['status>', 'Give a value.'],
    ['status[contains]= ', 'Give a value.'],
  ])('is refused in %j, and the form that works is shown', (text, form) => {
    expect(() => parse(text)).toThrow(QueryInvalidError)
    expect(() => parse(text)).toThrow(expect.objectContaining({ suggestion: expect.stringContaining(form) }))
  })

  it.each([
    ['total-with-taxes>1000', '1000'],
    ['total-with-taxes>-9.99', '-9.99'],
    ['total-with-taxes[in]=1, 2.50 ,3', ['1', '2.50', '3']],
    ['total-with-taxes[contains]=.5', '.5'],
    ['total-with-taxes[blank]=true', true],
    ['id[in]=1, 2,3', ['1', '2', '3']],
    ['paid=TRUE', 'true'],
    ['paid!=false', 'false'],
    ['invoice-date>2024-01-02', '2024-01-02'],
    ['invoice-date>2024-01-02T03:04:05-05:00', '2024-01-02T03:04:05-05:00'],
    ['invoice-date>2024-01-02T03:04:05.678Z', '2024-01-02T03:04:05.678Z'],
    ['invoice-date>2024-01-02T03:04', '2024-01-02T03:04'],
    ["invoice-date>'2014-12-15 00:00:00'", '2014-12-15T00:00:00'],
    ['invoice-date>2024-01-02 03:04:05 +0200', '2024-01-02T03:04:05+02:00'],
    ['invoice-date>2024-01-02T03:04:05+02', '2024-01-02T03:04:05+02:00'],
    ['invoice-date>2024-01-02t03:04:05z', '2024-01-02T03:04:05Z'],
    ['supplier.id=7', '7'],
    ['supplier_id[in]=7, 8', ['7', '8']],
    ['custom-fields[cf-amount]>1,000', '1,000'],
    ['invoice-number=1,000', '1,000'],
    ['invoice-number>0012', '0012'],
  ])('is sent where it fits: %j', (text, value) => {
    expect(parse(text).value).toEqual(value)
  })

  it.each<[string, object, string]>([
    ['a number written as a text', { 'total-with-taxes': { gt: '1,000' } }, '"1,000" is not a decimal number'],
    ['a flag for a number', { 'total-with-taxes': true }, '"true" is not a decimal number'],
    ['a Date for a number', { 'total-with-taxes': new Date(0) }, 'is not a decimal number'],
    ['a fraction for a count', { 'line-count': 1.5 }, '"1.5" is not a whole number'],
    ['an id that JavaScript has rounded', { id: 2 ** 53 }, 'beyond the numbers that JavaScript keeps exactly'],
    ['a number for a flag', { paid: 1 }, '"1" is neither true nor false'],
    ['a number for a time', { 'invoice-date': { gt: 1719792000 } }, '"1719792000" is not a time'],
    ['a word in a list of ids', { id: { in: [1, 'two'] } }, '"two" is not a whole number'],
    ['a list of ids in one text', { id: { in: '1,2' } }, 'has one text with commas'],
    ['a name for the id of an association', { supplier: { id: 'Acme' } }, '"Acme" is not a whole number'],
    ['a comparison with nothing', { status: { gt: '' } }, 'gt has no value'],
  ])('is refused in a where object: %s', (_, where, problem) => {
    expect(() => sentFor(where)).toThrow(QueryInvalidError)
    expect(() => sentFor(where)).toThrow(problem)
  })

  it('is checked in ready-made conditions as well', () => {
    const conditions = [{ path: ['total_with_taxes'], operator: 'gt', value: '1,000' }] as const

    expect(() => normalizeQuery({ conditions }, invoices)).toThrow('is not a decimal number')
  })

  it('is free where names are', () => {
    const where = { 'cf-erp': '1,000' }

    expect(normalizeQuery({ where, allowUnknownFields: true }, invoices).conditions[0]?.value).toBe('1,000')
  })

  it('is any number, whole or not, exactly as it was written', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.stringMatching(/^\d{0,9}$/), (whole, fraction) => {
        const text = fraction === '' ? String(whole) : `${whole}.${fraction}`

        expect(sentFor({ 'total-with-taxes': { lt: text } })).toBe(text)
      }),
    )
  })

  it('is refused whenever Coupa would read another number than a person does', () => {
    const rest = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && !/^[\d.]/.test(text.trim()))
    fc.assert(
      fc.property(fc.nat(), rest, (number, behind) => {
        expect(() => sentFor({ 'total-with-taxes': { gt: `${number}${behind}` } })).toThrow(QueryInvalidError)
      }),
    )
  })

  it('is the same instant in every form of a time that is taken', () => {
    const offset = fc.constantFrom('+00:00', '+0200', '-05:30', 'Z', '+14', ' +0100', ' UTC')
    const date = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(date, offset, fc.constantFrom('T', ' ', 't'), (moment, zone, separator) => {
        const local = moment.toISOString().slice(0, 19)
        const sent = String(sentFor({ 'invoice-date': { gt: local.replace('T', separator) + zone } }))
        const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):?(\d\d)?/.exec(zone) ?? []
        const shiftMs = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000

        expect(Date.parse(sent)).toBe(Date.parse(`${local}Z`) - shiftMs)
      }),
    )
  })
})
