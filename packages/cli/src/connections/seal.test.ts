import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openSecret, type SealingKey, SecretUnreadableError, sealSecret } from './seal.ts'

const key: SealingKey = { id: 'one', bytes: randomBytes(32) }

describe('sealSecret', () => {
  test('opens with the same key and purpose to what was sealed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
        (text) => {
          expect(openSecret(sealSecret(text, key, 'p'), key, 'p')).toBe(text)
        },
      ),
    )
  })

  test('never gives the same sealed value twice, nor shows the secret', () => {
    const [one, two] = [sealSecret('canary', key, 'p'), sealSecret('canary', key, 'p')]

    expect(one.value).not.toBe(two.value)
    expect(JSON.stringify(one)).not.toContain(Buffer.from('canary').toString('base64'))
  })

  test('does not open for another purpose', () => {
    expect(() => openSecret(sealSecret('s', key, 'connection a'), key, 'connection b')).toThrow(SecretUnreadableError)
  })

  test('does not open with another key, and says so', () => {
    const other = { id: 'two', bytes: randomBytes(32) }

    expect(() => openSecret(sealSecret('s', key, 'p'), other, 'p')).toThrow('another key')
  })

  test('does not open when a single bit was altered', () => {
    const sealed = sealSecret('secret', key, 'p')
    const bytes = Buffer.from(sealed.value, 'base64')
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }), (index, bit) => {
        const altered = Buffer.from(bytes)
        altered[index] = (altered[index] ?? 0) ^ (1 << bit)
        expect(() => openSecret({ ...sealed, value: altered.toString('base64') }, key, 'p')).toThrow(
          SecretUnreadableError,
        )
      }),
    )
  })
})
