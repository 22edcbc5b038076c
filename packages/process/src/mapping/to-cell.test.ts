import { expect, test } from 'vitest'
import { parseColumnType } from './column-type.ts'
import { toCell } from './to-cell.ts'

test.each([
  ['1234567890123456.7800', 'decimal(32,4)', '1234567890123456.7800'],
  ['12.50', 'decimal(4,2)', '12.50'],
  ['7.000', 'integer', 7],
  ['', 'integer', null],
  ['', 'date', null],
  ['', 'text', ''],
  [true, 'boolean', true],
  [{ a: 1 }, 'json', '{"a":1}'],
  ['2026-03-01T00:00:00-08:00', 'date', '2026-03-01'],
  ['2026-03-01T00:00:00', 'timestamp', '2026-03-01T00:00:00Z'],
  ['2026-03-01', 'timestamp', '2026-03-01T00:00:00Z'],
  ['2026-03-01T09:30:00Z', 'time', '09:30:00'],
])('%j as %s is %j', (value, type, cell) => {
  expect(toCell(value, parseColumnType(type), undefined)).toBe(cell)
})

test.each([
  ['1.5', 'integer'],
  ['9007199254740993', 'integer'],
  ['123.45', 'decimal(4,2)'],
  ['1.234', 'decimal(4,2)'],
  ['1,5', 'decimal(4,2)'],
  ['yes', 'boolean'],
  ['2026-02-30', 'date'],
  ['2026-02-30T00:00:00Z', 'timestamp'],
  ['2026-03-01garbage', 'date'],
  ['25:99', 'time'],
  [{ a: 1 }, 'integer'],
])('%j does not fit %s', (value, type) => {
  expect(() => toCell(value, parseColumnType(type), undefined)).toThrow()
})
