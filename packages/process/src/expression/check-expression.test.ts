import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, test } from 'vitest'
import { checkExpression } from './check-expression.ts'

const { fields } = describeResource('invoices')
const problemsOf = (expression: string, list: readonly string[] = []): string =>
  checkExpression(expression, fields, list)
    .map(({ message, suggestion }) => `${message}. ${suggestion ?? ''}`)
    .join('\n')

describe('an expression that is refused before it runs', () => {
  test.each([
    ['invoice-number', 'subtracts where it means the field invoice-number. Write `invoice-number` in back-ticks.'],
    ['"X" & supplier.created-at', 'means the field created-at'],
    ['$count(invoice-lines)', 'means the field invoice-lines'],
    ['status = "x" ? net-due-date : null', 'means the field net-due-date'],
    ['$number(status)', 'uses $number, which loses digits'],
    ['status ~> $number', 'uses $number'],
    ['$map(`invoice-lines`.total, $number)', 'uses $number'],
    ['($convert := $number; $convert(status))', 'uses $number'],
    ['$eval("1")', 'uses $eval'],
    ['$uppercas(status)', 'uses $uppercas, which does not exist'],
    ['$parent.id', 'has no record above it'],
    ['supplier.nam', 'names the field nam of supplier, which does not exist. Did you mean name'],
    ['$record.suplier.name', 'names the field suplier, which does not exist'],
    ['`invoice-lines`[pric = "1"].total', 'names the field pric of invoice-lines'],
    ['$map(`invoice-lines`, function($line) { $line.totl })', 'names the field totl of invoice-lines'],
    ['$sum(`invoice-lines`.total)', 'uses $sum on total, an amount'],
    ['`gross-total` > 100', 'Use $decimalCompare(a, b), which is -1, 0 or 1.'],
    ['`gross-total` = 100', 'uses = on gross-total'],
    ['`gross-total` * 2', 'Use $decimalMultiply(a, b).'],
    ['$match(status, /a(?=b)/)', 'cannot be matched in linear time'],
    ['(status', 'is not a JSONata expression: Expected ")" before end of expression at character'],
  ])('%s', (expression, problem) => {
    expect(problemsOf(expression)).toContain(problem)
  })

  test('a field of the whole record is offered to the row of a line', () => {
    expect(problemsOf('`invoice-number`', ['invoice-lines'])).toContain('Write $record.invoice-number for the field')
  })
})

describe('an expression that is fine', () => {
  test.each([
    ['status = "voided"'],
    ['`invoice-number` & "/" & supplier.number'],
    ['$decimalSum(`invoice-lines`.total)'],
    ['$decimalCompare(`gross-total`, 100) > 0'],
    ['$count(`invoice-lines`) - 1'],
    ['$map(`invoice-lines`, function($line, $place) { $line.description & $place })'],
    ['`custom-fields`.plant.name'],
    ['`invoice-lines`.{"number": `line-num`, "text": description}'],
    ['($name := supplier.name; $uppercase($name))'],
    ['($f := function($n) { $n = 0 ? "" : $f($n - 1) }; $f(3))'],
    ['$replace(status, /a+/i, "b")'],
  ])('%s', (expression) => {
    expect(problemsOf(expression)).toBe('')
  })

  test('the row of a line reaches the records above it', () => {
    expect(problemsOf('description & $parent.`invoice-number` & $record.supplier.name', ['invoice-lines'])).toBe('')
  })
})
