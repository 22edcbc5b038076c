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

  const canary = 'Kx7/+&="<q9ü!Zm3-Wv5_Lp0'
  const entities = (text: string, form: (code: number) => string) =>
    [...text].map((letter) => form(letter.codePointAt(0) ?? 0)).join('')

  test.each([
    ['as decimal entities', entities(canary, (code) => `&#${code};`)],
    ['as hexadecimal entities', entities(canary, (code) => `&#x${code.toString(16)};`)],
    ['with named entities', canary.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')],
    ['with JSON escapes', entities(canary, (code) => `\\u${code.toString(16).padStart(4, '0')}`)],
    ['with escaped slashes', JSON.stringify(canary).slice(1, -1).replaceAll('/', '\\/')],
    ['twice percent-encoded', encodeURIComponent(encodeURIComponent(canary))],
    ['three times percent-encoded', encodeURIComponent(encodeURIComponent(encodeURIComponent(canary)))],
    ['partly percent-encoded', canary.replace('/', '%2F').replace('=', '%3d')],
    ['percent-encoded in an entity', encodeURIComponent(canary).replaceAll('%', '&#37;')],
    ['in capitals', canary.toUpperCase()],
    ['in small letters', canary.toLowerCase()],
    ['in hexadecimal digits', Buffer.from(canary).toString('hex')],
    [
      'in hexadecimal digits with colons',
      Buffer.from(canary)
        .toString('hex')
        .replace(/..(?=.)/g, '$&:'),
    ],
    ['by its first two thirds', canary.slice(0, 16)],
    ['by twelve characters of its middle', canary.slice(5, 17)],
    ['by its end in base64', Buffer.from(`x:${canary.slice(6)}`).toString('base64')],
  ])('strikes a secret out %s', (_, spelling) => {
    const text = redact(`before ${spelling} after`, [new Secret(canary)])

    expect(text).toMatch(/^before \[secret\].{0,1} after$/)
  })

  test('leaves no twelve characters of a secret in any text', () => {
    const letters = fc.string({
      minLength: 12,
      maxLength: 40,
      unit: fc.constantFrom(...'abcdefghijKLMNOP0123456789+/%&'),
    })
    fc.assert(
      fc.property(letters, fc.string(), fc.nat(28), (secret, before, start) => {
        const part = secret.slice(Math.min(start, secret.length - 12))
        fc.pre(!'[secret]'.includes(part))
        for (const spelling of [part, encodeURIComponent(part), encodeURIComponent(encodeURIComponent(part))]) {
          expect(redact(`${before} ${spelling} after`, [secret])).not.toContain(spelling)
        }
      }),
    )
  })

  test('leaves what has fewer characters of it alone', () => {
    expect(redact(`before ${canary.slice(0, 11)} after`, [canary])).toBe(`before ${canary.slice(0, 11)} after`)
  })

  test('takes little time for a long text full of escapes', () => {
    const text = '%41&#66;\\u0043'.repeat(20_000)
    const startedMs = performance.now()
    redact(text, [canary])

    expect(performance.now() - startedMs).toBeLessThan(2000)
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
