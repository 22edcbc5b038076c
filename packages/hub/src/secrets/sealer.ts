import { createCipheriv, createDecipheriv, type KeyObject, randomBytes as strongRandomBytes } from 'node:crypto'
import type { Sealer } from '../context/sealer.ts'
import type { SealedValue } from '../database/schema.ts'
import { type Keyring, keyBytes } from './keyring.ts'
import { UnsealError } from './unseal-error.ts'

/** A sealer whose keys can be changed while it works. */
export interface KeyringSealer extends Sealer {
  /** The same value under the current key. The value itself stays sealed. Throws an `UnsealError`. */
  rewrap(sealed: SealedValue, binding: string): SealedValue
  hasKey(keyId: string): boolean
  /** Reads the keys again: another program may have rotated them. */
  refresh(): Promise<void>
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

  const wrap = (valueKey: Buffer, binding: string): Pick<SealedValue, 'keyId' | 'wrappedKey'> => {
    const keyId = ring.currentKeyId
    const key = ring.keys.get(keyId)
    if (!key) throw new TypeError(`The current key ${keyId} is not in the keyring`)
    return { keyId, wrappedKey: encrypt(key, valueKey, keyLayer(keyId, binding), randomBytes) }
  }
  const unwrap = ({ v, keyId, wrappedKey }: SealedValue, binding: string): Buffer => {
    if (v !== 1) throw new UnsealError('A sealed value has a form that this program does not know.', String(keyId))
    const key = ring.keys.get(keyId)
    if (!key) throw new UnsealError(`The key ${keyId}, which sealed the value, is not in the keyring.`, keyId)
    return decrypt(key, wrappedKey, keyLayer(keyId, binding), keyId)
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
      const sealed: SealedValue = { v: 1, ...wrap(valueKey, binding), ciphertext }
      valueKey.fill(0)
      return sealed
    },
    open: (sealed, binding) => {
      const valueKey = unwrap(sealed, binding)
      const value = decrypt(valueKey, sealed.ciphertext, valueLayer(binding), sealed.keyId)
      valueKey.fill(0)
      return value.toString('utf8')
    },
    rewrap: (sealed, binding) => {
      const valueKey = unwrap(sealed, binding)
      const rewrapped: SealedValue = { v: 1, ...wrap(valueKey, binding), ciphertext: sealed.ciphertext }
      valueKey.fill(0)
      return rewrapped
    },
  }
}

// The two layers are labelled, so that one cannot stand in for the other. JSON keeps ids and bindings apart.
function keyLayer(keyId: string, binding: string): string {
  return JSON.stringify(['key', 1, keyId, binding])
}

function valueLayer(binding: string): string {
  return JSON.stringify(['value', 1, binding])
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
