import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  type KeyObject,
  randomBytes as strongRandomBytes,
  timingSafeEqual,
} from 'node:crypto'
import type { Sealer } from '../context/sealer.ts'
import type { SealedValue } from '../database/connection-tables.ts'
import { type Keyring, keyBytes } from './keyring.ts'
import { UnsealError } from './unseal-error.ts'

/** A sealer whose keys can be changed while it works. */
export interface KeyringSealer extends Sealer {
  /** The same value under the current key. The value itself stays sealed. Throws an `UnsealError`. */
  rewrap(sealed: SealedValue, binding: string, scope?: string | undefined): SealedValue
  /** A mark on a text that only who has the keys can make. The purpose keeps marks of different kinds apart. */
  sign(text: string, purpose: string): Signature
  /** Whether a mark is that of the text; `unknown-key` when none of the keys made it. */
  checkSignature(text: string, purpose: string, signature: Signature): 'valid' | 'wrong' | 'unknown-key'
  hasKey(keyId: string): boolean
  /** Reads the keys again: another program may have rotated them. */
  refresh(): Promise<void>
}

/** HMAC-SHA-256 under a key that is derived from a sealing key. */
export interface Signature {
  readonly keyId: string
  /** In base64. */
  readonly mac: string
}

export interface SealerOptions {
  /** Gives the keys anew. Default: they stay as they are. */
  readonly reload?: (() => Promise<Keyring>) | undefined
  /** Cryptographically strong. Default: node:crypto's. */
  readonly randomBytes?: ((size: number) => Buffer) | undefined
}

const ivBytes = 12
const tagBytes = 16

/**
 * Seals with AES-256-GCM in two layers: each value under a random key of its own, that key under the current key of the
 * ring. Both layers are bound to what the value belongs to, so that neither opens elsewhere. Rotation re-wraps the inner
 * key alone; what was sealed under an older key opens as long as the ring holds that key.
 */
export function createSealer(
  keyring: Keyring,
  { reload, randomBytes = strongRandomBytes }: SealerOptions = {},
): KeyringSealer {
  let ring = keyring

  const keyOf = (keyId: string): KeyObject => {
    const key = ring.keys.get(keyId)
    if (!key) throw new UnsealError(`The key ${keyId}, which sealed the value, is not in the keyring.`, keyId)
    return key
  }
  const wrap = (valueKey: Buffer, keyId: string, binding: string, scope: string | undefined) => ({
    v: scope === undefined ? (1 as const) : (2 as const),
    keyId,
    wrappedKey: encrypt(keyOf(keyId), valueKey, keyLayer(keyId, binding, scope), randomBytes),
  })
  const unwrap = ({ v, keyId, wrappedKey }: SealedValue, binding: string, scope: string | undefined): Buffer => {
    if (v !== 1 && v !== 2)
      throw new UnsealError('A sealed value has a form that this program does not know.', String(keyId))
    const key = keyOf(keyId)
    if ((v === 2) !== (scope !== undefined)) throw changed(keyId)
    return decrypt(key, wrappedKey, keyLayer(keyId, binding, scope), keyId)
  }

  return {
    get currentKeyId() {
      return ring.currentKeyId
    },
    hasKey: (keyId) => ring.keys.has(keyId),
    refresh: async () => {
      if (reload) ring = await reload()
    },
    seal: (value, binding) => {
      const valueKey = randomBytes(keyBytes)
      const ciphertext = encrypt(valueKey, Buffer.from(value, 'utf8'), valueLayer(binding), randomBytes)
      const sealed: SealedValue = { ...wrap(valueKey, ring.currentKeyId, binding, undefined), ciphertext }
      valueKey.fill(0)
      return sealed
    },
    open: (sealed, binding, scope) => {
      const valueKey = unwrap(sealed, binding, scope)
      const value = decrypt(valueKey, sealed.ciphertext, valueLayer(binding), sealed.keyId)
      valueKey.fill(0)
      return value.toString('utf8')
    },
    narrow: (sealed, binding, scope) => {
      const valueKey = unwrap(sealed, binding, undefined)
      // Under the key that it has: this may be part of a transaction, and only a rotation changes keys.
      const narrowed = { ...wrap(valueKey, sealed.keyId, binding, scope), ciphertext: sealed.ciphertext }
      valueKey.fill(0)
      return narrowed
    },
    rewrap: (sealed, binding, scope) => {
      const valueKey = unwrap(sealed, binding, scope)
      const rewrapped = { ...wrap(valueKey, ring.currentKeyId, binding, scope), ciphertext: sealed.ciphertext }
      valueKey.fill(0)
      return rewrapped
    },
    sign: (text, purpose) => ({
      keyId: ring.currentKeyId,
      mac: macOf(keyOf(ring.currentKeyId), text, purpose).toString('base64'),
    }),
    checkSignature: (text, purpose, { keyId, mac }) => {
      const key = ring.keys.get(keyId)
      if (!key) return 'unknown-key'
      const given = Buffer.from(mac, 'base64')
      const expected = macOf(key, text, purpose)
      return given.length === expected.length && timingSafeEqual(given, expected) ? 'valid' : 'wrong'
    },
  }
}

// The two layers are labelled, so that one cannot stand in for the other. JSON keeps ids, bindings and scopes apart.
function keyLayer(keyId: string, binding: string, scope: string | undefined): string {
  return JSON.stringify(scope === undefined ? ['key', 1, keyId, binding] : ['key', 2, keyId, binding, scope])
}

function valueLayer(binding: string): string {
  return JSON.stringify(['value', 1, binding])
}

/** A sealing key only ever seals: marks are made with a key derived from it. */
function macOf(key: KeyObject, text: string, purpose: string): Buffer {
  const derived = Buffer.from(hkdfSync('sha256', key, '', `coupa-connector ${purpose}`, keyBytes))
  const mac = createHmac('sha256', derived).update(text, 'utf8').digest()
  derived.fill(0)
  return mac
}

function encrypt(key: KeyObject | Buffer, plain: Buffer, bound: string, randomBytes: (size: number) => Buffer): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(bound, 'utf8'))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

function decrypt(key: KeyObject | Buffer, sealed: string, bound: string, keyId: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64')
  // Base64 has several spellings of the same bytes. Only the one that was written is accepted.
  if (bytes.length < ivBytes + tagBytes || bytes.toString('base64') !== sealed) throw changed(keyId)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(bound, 'utf8'))
    decipher.setAuthTag(bytes.subarray(-tagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()])
  } catch (error) {
    throw changed(keyId, { cause: error })
  }
}

function changed(keyId: string, options?: ErrorOptions): UnsealError {
  return new UnsealError(
    `A value sealed with key ${keyId} does not open: it was changed, belongs elsewhere, or another key bears that id.`,
    keyId,
    options,
  )
}
