import { describe, expect, test } from 'vitest'
import { expressionReads } from './expression-reads.ts'

const pathsOf = (expression: string, list: readonly string[] = []): readonly string[] => [
  ...new Set(expressionReads(expression, list).paths.map((path) => path.join('.'))),
]

describe('the fields that an expression reads', () => {
  test.each([
    ['supplier.number & "x"', ['supplier.number']],
    ['lines[total = "3"].price', ['lines.total', 'lines.price']],
    ['lines^(>total).price', ['lines.total', 'lines.price']],
    ['lines.{"a": total, "b": uom.code}', ['lines.total', 'lines.uom.code']],
    ['lines.%.number', ['number']],
    ['$map(lines, function($l) { $l.price })', ['lines', 'lines.price']],
    ['$reduce(lines, function($text, $l) { $text & $l.name })', ['lines', 'lines.name']],
    ['$filter(lines, function($l) { $l.active }).price', ['lines.active', 'lines.price']],
    ['lines ~> $map(function($l) { $l.price })', ['lines', 'lines.price']],
    ['($s := supplier; $s.name & $s.number)', ['supplier.name', 'supplier.number']],
    ['lines@$l.{"line": $l.number}', ['lines.number']],
    ['paid ? supplier.name : payee.name', ['paid', 'payee.name', 'supplier.name']],
    ['$$.status & $.title', ['status', 'title']],
  ])('%s', (expression, paths) => {
    expect([...pathsOf(expression)].sort()).toEqual([...paths].sort())
  })

  test('a name in the row of a list is a field of its item', () => {
    expect(pathsOf('price & $parent.number & $record.status', ['lines', 'splits'])).toEqual([
      'lines.splits.price',
      'lines.number',
      'status',
    ])
  })

  test.each(['$', '*', '**.name', '$keys($)', '$lookup($record, "x")', '{"all": $$}'])(
    '%s reads the whole record',
    (expression) => {
      expect(expressionReads(expression, []).readsWhole).toBe(true)
    },
  )

  test('a field does not count as the whole record', () => {
    expect(expressionReads('$exists(supplier) and $.status = "new"', []).readsWhole).toBe(false)
  })
})
