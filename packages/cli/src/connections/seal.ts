import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** A secret as a file holds it: encrypted with a key of its own, which is encrypted with the user's key. */
export interface SealedSecret {
  readonly version: 1
  /** Which key opens it. */
  readonly keyId: string
  /** The secret's own key under the person's key, base64. */
  readonly wrappedKey: string
  /** The secret under its own key, base64. */
  readonly value: string
}

/** The key of one person, 32 random bytes, and a public name for it. */
export interface SealingKey {
  readonly id: string
  readonly bytes: Uint8Array
}

/** A sealed secret cannot be opened: its key is lost or a different one, or the file was altered. */
export class SecretUnreadableError extends Error {
  readonly code = 'SECRET_UNREADABLE'
  readonly suggestion: string | undefined

  constructor(message: string, { suggestion, ...options }: ErrorOptions & { suggestion?: string } = {}) {
    super(message, options)
    this.name = 'SecretUnreadableError'
    this.suggestion = suggestion
  }
}

/**
 * Seals `text` with AES-256-GCM. `purpose` (the connection and the field) is authenticated with it, so a sealed secret
 * that is moved to another place in the file does not open there.
 */
export function sealSecret(text: string, key: SealingKey, purpose: string): SealedSecret {
  const own = randomBytes(32)
  try {
    return {
      version: 1,
      keyId: key.id,
      wrappedKey: encrypt(own, key.bytes, `${purpose}#key`),
      value: encrypt(Buffer.from(text, 'utf8'), own, purpose),
    }
  } finally {
    own.fill(0)
  }
}

/** Opens what `sealSecret` made; throws `SecretUnreadableError`. */
export function openSecret(sealed: SealedSecret, key: SealingKey, purpose: string): string {
  if (sealed.version !== 1) {
    throw new SecretUnreadableError(`The secret was sealed by a newer version of this program.`)
  }
  if (sealed.keyId !== key.id) {
    throw new SecretUnreadableError('The secret was sealed with another key than the one that is here now.')
  }
  try {
    const own = decrypt(sealed.wrappedKey, key.bytes, `${purpose}#key`)
    return decrypt(sealed.value, own, purpose).toString('utf8')
  } catch (error) {
    throw new SecretUnreadableError('The sealed secret does not open: the key or the file was altered.', {
      cause: error,
    })
  }
}

const ivBytes = 12
const tagBytes = 16

function encrypt(plain: Uint8Array, key: Uint8Array, purpose: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose, 'utf8'))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

function decrypt(text: string, key: Uint8Array, purpose: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length < ivBytes + tagBytes) throw new RangeError('too short for a sealed value')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(purpose, 'utf8')).setAuthTag(bytes.subarray(-tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()])
}
