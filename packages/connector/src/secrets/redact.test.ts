import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRedactor, redact } from './redact.ts'
import { Secret } from './secret.ts'

const value = 'p+/=&%: "ä"'

describe('redact', () => {
  test.each([
    ['as it is', value],
    ['percent-encoded', encodeURIComponent(value)],
    ['percent-encoded in lower case', encodeURIComponent(value).replace(/%../g, (text) => text.toLowerCase())],
    ['form-encoded', new URLSearchParams({ v: value }).toString().slice(2)],
    ['escaped for JSON', JSON.stringify(value).slice(1, -1)],
    ['as Basic credentials', Buffer.from(`client-7:${value}`).toString('base64')],
    ['as form-encoded Basic credentials', Buffer.from(`client-7:${encodeURIComponent(value)}`).toString('base64')],
    ['as base64url', Buffer.from(`x${value}`).toString('base64url')],
  ])('strikes a secret out %s', (_, spelling) => {
    expect(redact(`<p>before ${spelling} after</p>`, [new Secret(value)])).toBe('<p>before [secret] after</p>')
  })

  test('strikes out JSON web tokens that nobody has seen yet', () => {
    expect(redact('{"token":"eyJhbGciOi.eyJzdWIiOiI.c2ln-_"}', [])).toBe('{"token":"[secret]"}')
  })

  test('strikes out what a regular expression would, wherever tokens touch', () => {
    const piece = fc.constantFrom('eyJ', 'eyJhbGci', '.', '-', 'x', ' ', 'abcdefgh', '_')

    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        const expected = text.replace(/\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g, '[secret]')

        expect(redact(text, [])).toBe(expected)
      }),
      { numRuns: 1000 },
    )
  })

  test.each(['eyJ-', 'eyJ', 'eyJhbGciOi.', 'a.eyJ-'])('takes no more than its time for a text full of %s', (piece) => {
    const text = piece.repeat(100_000)

    expect(redact(text, []).length).toBeLessThanOrEqual(text.length)
  })

  test('leaves a text without secrets alone', () => {
    expect(redact('Status 503: Service Unavailable', ['abcdef', undefined, ''])).toBe('Status 503: Service Unavailable')
  })

  test('leaves no given secret in any text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 5, unit: 'grapheme' }), fc.string(), fc.string(), (secret, before, after) => {
        fc.pre(!'[secret]'.includes(secret) && !`${before}${after}`.includes(secret))

        expect(redact(before + secret + after, [secret]).replaceAll('[secret]', '')).not.toContain(secret)
      }),
    )
  })

  test.each(['base64', 'base64url'] as const)(
    'finds a secret that is all of a run of %s, however short',
    (encoding) => {
      for (let length = 6; length <= 40; length++) {
        const secret = 'x'.repeat(length)

        expect(redact(`Basic ${Buffer.from(secret).toString(encoding)}`, [secret])).toBe('Basic [secret]')
      }
    },
  )
})

describe('createRedactor', () => {
  test('strikes many texts for a fraction of what as many redactors cost', () => {
    const secrets = ['a very long token '.repeat(200), 'another one']
    const texts = Array.from({ length: 300 }, (_, index) => `stage ${index}`)
    const redactText = createRedactor(secrets)
    const eachAnew = cpuMs(texts, (text) => redact(text, secrets))

    const together = cpuMs(texts, redactText)

    expect(together).toBeLessThan(eachAnew / 3)
  })
})

function cpuMs(texts: readonly string[], strike: (text: string) => string): number {
  const before = process.cpuUsage()
  for (const text of texts) strike(text)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
