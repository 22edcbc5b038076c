import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import { QueryInvalidError } from '../errors/request-errors.ts'
import { parseWhere } from './parse-where.ts'

const invoices = describeResource('invoices')
const parse = (text: string) => parseWhere(text, invoices)

describe('parseWhere', () => {
  it.each([
    ['status=approved', ['status'], 'eq', 'approved'],
    ['status==approved', ['status'], 'eq', 'approved'],
    ['status!=new', ['status'], 'not_eq', 'new'],
    ['gross-total>100', ['gross_total'], 'gt', '100'],
    ['gross_total<=100', ['gross_total'], 'lt_or_eq', '100'],
    ['gross-total<100', ['gross_total'], 'lt', '100'],
    ['updated-at>=2026-01-01T00:00:00+01:00', ['updated_at'], 'gt_or_eq', '2026-01-01T00:00:00+01:00'],
    ['updated-at[gt-or-eq]=2026-01-01', ['updated_at'], 'gt_or_eq', '2026-01-01'],
    ['status[in]=a, b ,c', ['status'], 'in', ['a', 'b', 'c']],
    ['status[not_in]=a', ['status'], 'not_in', ['a']],
    ['status[eq]=a', ['status'], 'eq', 'a'],
    ['invoice-number[blank]=true', ['invoice_number'], 'blank', true],
    ['supplier[name]=x', ['supplier', 'name'], 'eq', 'x'],
    ['supplier.name=x', ['supplier', 'name'], 'eq', 'x'],
    ['supplier[name][contains]=x', ['supplier', 'name'], 'contains', 'x'],
    ['supplier.name[contains]=x', ['supplier', 'name'], 'contains', 'x'],
    ['supplier[primary-address[city]]=x', ['supplier', 'primary_address', 'city'], 'eq', 'x'],
    ['supplier[primary_address][city][in]=x', ['supplier', 'primary_address', 'city'], 'in', ['x']],
    ['supplier_id=7', ['supplier_id'], 'eq', '7'],
    ['custom-fields[cf-erp]=7', ['custom_fields', 'cf_erp'], 'eq', '7'],
    [' status = approved ', ['status'], 'eq', 'approved'],
    ['status=" approved "', ['status'], 'eq', ' approved '],
    [`status='it"s'`, ['status'], 'eq', 'it"s'],
    [`status='"quoted"'`, ['status'], 'eq', '"quoted"'],
    ['status="', ['status'], 'eq', '"'],
    ['status=', ['status'], 'eq', ''],
    ['status=a=b>c', ['status'], 'eq', 'a=b>c'],
    ['status=a,b', ['status'], 'eq', 'a,b'],
    ['status=Smith & Sons', ['status'], 'eq', 'Smith & Sons'],
    ['status=a&b=c', ['status'], 'eq', 'a&b=c'],
    ['status="a&status=b"', ['status'], 'eq', 'a&status=b'],
    ['status=">5"', ['status'], 'eq', '>5'],
    ['status[in]=a,"b&status=c"', ['status'], 'in', ['a', 'b&status=c']],
    ['status=two\nlines', ['status'], 'eq', 'two\nlines'],
  ])('understands %j', (text, path, operator, value) => {
    expect(parse(text)).toEqual({ path, operator, value })
  })

  it.each([
    ['status', 'none of the signs'],
    ['', 'none of the signs'],
    ['=x', 'is not a field'],
    ['a b=x', '"a b" is not a field'],
    ['supplier[name=x', '"supplier[name" is not a field'],
    ['supplier[]=x', 'is not a field'],
    ['stauts=x', 'invoices has no field "stauts"; the nearest are status'],
    ['supplier[nam]=x', 'supplier has no field "nam"; the nearest are name'],
    ['invoice-number[contians]=x', 'did you mean contains?'],
    ['invoice-number[x]=x', '"x" is not an operator'],
    ['status[gt]>4', 'two operators, gt and >'],
    ['supplier=x', 'name one of its fields, as in supplier[id]'],
    ['supplier[primary-address][country][code]=DE', 'at most two'],
    [
      'updated-at[contains]=2026',
      'at "updated_at": it is a time, which Coupa cannot compare with contains: use gt_or_eq and lt',
    ],
    ['updated-at[blank]=true', 'cannot compare with blank'],
    ['status[in]=a,"b,c"', 'no escape'],
    ['status[in]=', 'empty list'],
    ['status[in]=a,,b', 'has an empty item'],
    ['status<>new', '<> is none of the signs = != > >= < <=; write !='],
    ['status=>new', 'write >='],
    ['status=<new', 'write <='],
    ['status=~new', '=~ is none of the signs'],
    ['status=approved&status=voided', '"status" after "&" is a second condition or parameter'],
    ['status=approved&&paid=true', '"paid" after "&&" is a second condition'],
    ['status=approved AND gross-total > 5', '"gross-total" after "AND" is a second condition or parameter'],
    ['status=approved&invoice-date[gt_or_eq]=2026-01-01', '"invoice-date" after "&" is a second condition'],
    ['status=approved&limit=5', '"limit" after "&" is a second condition'],
    ['status[in]=approved,voided&order_by=id', '"order_by" after "&" is a second condition'],
    ['status[blank]=maybe', 'must be true or false, not "maybe"'],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => parse(text)).toThrow(QueryInvalidError)
    expect(() => parse(text)).toThrow(message)
  })

  it('lets unknown names pass when asked to', () => {
    expect(parseWhere('cf-erp=7', invoices, { allowUnknownFields: true }).path).toEqual(['cf_erp'])
  })
})
