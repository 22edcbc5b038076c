import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SealedValue } from '../database/connection-tables.ts'
import { createKeyDocument, toKeyring, withNewKey, withoutKey } from './keyring.ts'
import { createSealer } from './sealer.ts'
import { UnsealError } from './unseal-error.ts'

const first = createKeyDocument(randomBytes)
const second = withNewKey(first, randomBytes)

describe('createSealer', () => {
  it('opens what it sealed, whatever the value and the binding', () => {
    const sealer = createSealer(toKeyring(first))

    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (value, binding) => {
        expect(sealer.open(sealer.seal(value, binding), binding)).toBe(value)
      }),
    )
  })

  it('never opens a value in which any byte of any part was flipped', () => {
    const sealer = createSealer(toKeyring(first))

    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.constantFrom('wrappedKey' as const, 'ciphertext' as const),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (value, part, position, flip) => {
          const sealed = sealer.seal(value, 'binding')
          const bytes = Buffer.from(sealed[part], 'base64')
          const at = position % bytes.length
          bytes[at] = (bytes[at] ?? 0) ^ flip

          expect(() => sealer.open({ ...sealed, [part]: bytes.toString('base64') }, 'binding')).toThrow(UnsealError)
        },
      ),
    )
  })

  it('never opens with a changed character, cut short or lengthened', () => {
    const sealer = createSealer(toKeyring(first))

    fc.assert(
      fc.property(
        fc.constantFrom('keyId' as const, 'wrappedKey' as const, 'ciphertext' as const),
        fc.nat(),
        fc.constantFrom('', 'A', '=', '\n', '-', 'AA'),
        (part, position, put) => {
          const sealed = sealer.seal('a value', 'binding')
          const at = position % sealed[part].length
          const changed = sealed[part].slice(0, at) + put + sealed[part].slice(at + 1)
          fc.pre(changed !== sealed[part])

          expect(() => sealer.open({ ...sealed, [part]: changed }, 'binding')).toThrow(UnsealError)
        },
      ),
    )
  })

  it('never opens under another binding', () => {
    const sealer = createSealer(toKeyring(first))

    fc.assert(
      fc.property(fc.string(), fc.string(), (binding, other) => {
        fc.pre(binding !== other)
        expect(() => sealer.open(sealer.seal('a value', binding), other)).toThrow(UnsealError)
      }),
    )
  })

  it('never opens with parts of another value, although key and binding are the same', () => {
    const sealer = createSealer(toKeyring(first))
    const [one, two] = [sealer.seal('one', 'binding'), sealer.seal('two', 'binding')]

    expect(() => sealer.open({ ...one, ciphertext: two.ciphertext }, 'binding')).toThrow(UnsealError)
    expect(() => sealer.open({ ...one, ciphertext: one.wrappedKey }, 'binding')).toThrow(UnsealError)
    expect(() => sealer.open({ ...one, v: 2 } as unknown as SealedValue, 'binding')).toThrow(UnsealError)
  })

  it('never opens with another key, be it under the same id', () => {
    const sealed = createSealer(toKeyring(first)).seal('a value', 'binding')
    const other = createKeyDocument(randomBytes)
    const sameId = { ...other, current: sealed.keyId, keys: { [sealed.keyId]: other.keys[other.current] ?? '' } }

    expect(() => createSealer(toKeyring(other)).open(sealed, 'binding')).toThrow(UnsealError)
    expect(() => createSealer(toKeyring(sameId)).open(sealed, 'binding')).toThrow(UnsealError)
  })

  it('seals the same value differently each time', () => {
    const sealer = createSealer(toKeyring(first))

    const sealed = Array.from({ length: 20 }, () => sealer.seal('a value', 'binding'))

    expect(new Set(sealed.flatMap(({ wrappedKey, ciphertext }) => [wrappedKey, ciphertext])).size).toBe(40)
  })

  it('opens what an older key sealed, and seals with the current one', () => {
    const sealed = createSealer(toKeyring(first)).seal('a value', 'binding')
    const sealer = createSealer(toKeyring(second))

    expect(sealer.open(sealed, 'binding')).toBe('a value')
    expect(sealer.seal('new', 'binding').keyId).toBe(second.current)
  })

  it('re-wraps for the current key without touching what the value is sealed with', () => {
    const sealed = createSealer(toKeyring(first)).seal('a value', 'binding')

    const rewrapped = createSealer(toKeyring(second)).rewrap(sealed, 'binding')

    expect(rewrapped).toMatchObject({ keyId: second.current, ciphertext: sealed.ciphertext })
    expect(createSealer(toKeyring(withoutKey(second, first.current))).open(rewrapped, 'binding')).toBe('a value')
    expect(() => createSealer(toKeyring(second)).rewrap(sealed, 'other')).toThrow(UnsealError)
  })

  it('reads its keys again when asked to', async () => {
    const sealer = createSealer(toKeyring(first), { reload: async () => toKeyring(second) })
    const sealed = createSealer(toKeyring(second)).seal('a value', 'binding')

    expect(() => sealer.open(sealed, 'binding')).toThrow(UnsealError)
    await sealer.refresh()

    expect(sealer.open(sealed, 'binding')).toBe('a value')
    expect(sealer.currentKeyId).toBe(second.current)
  })

  it('says which key is missing, and never shows the value', () => {
    const sealed = createSealer(toKeyring(first)).seal('canary-value', 'binding')

    const open = (): string => createSealer(toKeyring(createKeyDocument(randomBytes))).open(sealed, 'binding')

    expect(open).toThrow(`The key ${first.current}, which sealed the value, is not in the keyring.`)
    expect(JSON.stringify(sealed)).not.toContain('canary-value')
  })
})
