import { describe, expect, it } from 'vitest'
import { sameValue } from './same-value.ts'

const compare = (sent: unknown, got: unknown, type?: 'string' | 'decimal', ignoresCase = false) =>
  sameValue(sent, got, { type, ignoresCase })

describe('sameValue', () => {
  it.each([
    [5, '5.00'],
    ['5', '5.00'],
    ['-0.10', '-0.1'],
    ['0', '-0.00'],
    ['12345678901234567890.10', '12345678901234567890.1'],
    [12345678901234567890n, '12345678901234567890'],
    [7, '7'],
    [true, 'true'],
    ['true', true],
    [false, 'No'],
    [null, ''],
    ['', null],
    [null, []],
    [null, {}],
    [' Acme ', 'Acme'],
    ['Mu\u0308ller', 'M\u00fcller'],
    ['two\r\nlines', 'two\nlines'],
    [new Date(0), '1970-01-01T00:00:00+00:00'],
    [new Date(999), '1970-01-01T00:00:00Z'],
    ['2025-01-02T03:04:05Z', '2025-01-01T19:04:05-08:00'],
    ['2025-01-02', '2025-01-02T00:00:00-08:00'],
    ['2025-01-02T00:00:00Z', '2025-01-01T16:00:00-08:00'],
    ['2025-01-02T00:00:00Z', '2025-01-02'],
    ['2025-01-02 03:04:05', '2025-01-02T03:04:05-08:00'],
    ['1/2/2025', '2025-01-02T00:00:00-08:00'],
    ['USD', { id: 1, code: 'USD' }],
    [12, { id: 12, name: 'x' }],
  ])('takes %o and %o for the same', (sent, got) => {
    expect(compare(sent, got)).toBe('same')
  })

  it.each([
    ['99-1', '10-4000'],
    ['5', '5.01'],
    [5, null],
    [null, 'kept'],
    ['Acme', 'ACME'],
    [true, false],
    ['2025-01-02', '2025-01-05'],
    ['2025-01-02T03:04:05Z', '2025-01-02T03:04:06Z'],
    ['01/02/2025', '2025-02-01'],
    ['EUR', { id: 1, code: 'USD' }],
  ])('takes %o and %o for different', (sent, got) => {
    expect(compare(sent, got)).toBe('different')
  })

  it('keeps leading zeros apart in a field of text only', () => {
    expect(compare('007', '7', 'string')).toBe('different')
    expect(compare('007', '7', 'decimal')).toBe('same')
  })

  it('does not mind letter case in what finds a record', () => {
    expect(compare('acme', 'ACME', 'string', true)).toBe('same')
  })

  it.each(['****4711', 'XXXX4711', '••••', ['a', 'b']])('cannot tell from %j', (got) => {
    expect(compare('DE02 4711', got)).toBe('unseen')
  })
})
