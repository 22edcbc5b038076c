import { describe, expect, it } from 'vitest'
import { BadResponseError } from '../../errors/answer-errors.ts'
import { decodeJson } from './decode-json.ts'

const decode = (text: string) => decodeJson(Buffer.from(text))

describe('decodeJson', () => {
  it.each([
    ['[12.50]', ['12.50']],
    ['{"total": -0.10}', { total: '-0.10' }],
    ['{"total":1.5e3,"rate":2.5E-7}', { total: '1.5e3', rate: '2.5E-7' }],
    ['{"id":9007199254740993}', { id: '9007199254740993' }],
    ['[ 12345678901234567890 ]', ['12345678901234567890']],
    ['{"rates":[null, 12.50]}', { rates: [null, '12.50'] }],
    ['{"rates":["", 1.0E2]}', { rates: ['', '1.0E2'] }],
    ['[{"a":1}, -7.10]', [{ a: 1 }, '-7.10']],
    ['{"total" : \t-0.50}', { total: '-0.50' }],
    ['7.0', '7.0'],
  ])('keeps the text of the number that would lose digits in %s', (text, expected) => {
    expect(decode(text)).toEqual(expected)
  })

  it('finds a long integer wherever it stands', () => {
    for (let blanks = 0; blanks < 40; blanks++) {
      const space = ' '.repeat(blanks)

      expect(decode(`${space}9007199254740993`)).toBe('9007199254740993')
      expect(decode(`[${space}{"id":9007199254740993}]`)).toEqual([{ id: '9007199254740993' }])
      expect(decode(`[{"id":9007199254740993}${space}]`)).toEqual([{ id: '9007199254740993' }])
    }
  })

  it('leaves ids and counts numbers, beside decimals too', () => {
    expect(decode('[{"id":7,"total":1.50},{"id":9007199254740991}]')).toEqual([
      { id: 7, total: '1.50' },
      { id: 9007199254740991 },
    ])
  })

  it.each([
    '{"note":"pay 3.5, 4.5 and [6.7"}',
    '{"note":"\\": 3.5","path":"c:\\\\1.5"}',
    '{"card":"4111111111111111","code":"1e5"}',
  ])('takes nothing inside a string for a number: %s', (text) => {
    expect(decode(text)).toEqual(JSON.parse(text))
  })

  it('keeps a member called __proto__ a member', () => {
    const record = decode('{"__proto__":{"polluted":true},"total":1.5}')

    expect(Object.keys(record as object)).toEqual(['__proto__', 'total'])
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype)
  })

  it('drops a byte order mark', () => {
    expect(decode('\uFEFF[]')).toEqual([])
  })

  it.each(['', '[{"id":1},', '{"id":1', '[1.5', '<html>'])(
    'throws for the body %j, which is cut off or foreign',
    (text) => {
      expect(() => decode(text)).toThrow(BadResponseError)
    },
  )

  it('throws for bytes that are not UTF-8 instead of replacing them', () => {
    expect(() => decodeJson(Buffer.from([0x22, 0xe9, 0x22]))).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ kind: 'encoding' }) }),
    )
  })

  it('names the request in its error', () => {
    expect(() =>
      decodeJson(Buffer.from('['), { method: 'GET', path: 'invoices', status: 200, mediaType: 'application/json' }),
    ).toThrow(
      'GET invoices got an answer that cannot be read (status 200, application/json): the JSON is cut off or broken',
    )
  })

  it('names members without a question mark, as XML does', () => {
    const text = '[{"active?": true, "lines": [{"taxable?":false, "text": "Why?"}], "new?": 1, "new": 2}]'

    expect(decodeJson(Buffer.from(text))).toEqual([
      { active: true, lines: [{ taxable: false, text: 'Why?' }], 'new?': 1, new: 2 },
    ])
  })
})
