import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printable } from './printable.ts'

describe('printable', () => {
  test.each([
    ['a \u001b[31mred\u001b[0m word', 'a red word'],
    ['\u001b]0;new title\u0007after a title', 'after a title'],
    ['\u001b[2J\u001b[Hcleared', 'cleared'],
    ['\u009b31mC1 introducer', 'C1 introducer'],
    ['over\rwritten', 'overwritten'],
    ['bell\u0007, backspace\b, delete\u007f', 'bell, backspace, delete'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['Müller 請求書 👩‍👧', 'Müller 請求書 👩‍👧'],
  ])('makes %j %j', (text, shown) => {
    expect(printable(text)).toBe(shown)
  })

  test('leaves no control character but line breaks and tabs in any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/(?![\n\t])\p{Cc}/u.test(printable(text))))
  })
})
