import { createSecretKey, type KeyObject } from 'node:crypto'
import { isRecord } from '../basics/is-record.ts'

/** The keys that seal: the current one seals, all of them open. */
export interface Keyring {
  readonly currentKeyId: string
  /** 32 bytes each, by id. */
  readonly keys: ReadonlyMap<string, KeyObject>
}

/** Keys as the key file stores them: `{"version":1,"current":"k-…","keys":{"k-…":"<base64 of 32 bytes>"}}`. */
export interface KeyDocument {
  readonly version: 1
  readonly current: string
  readonly keys: Readonly<Record<string, string>>
}

/**
 * The keys are missing, malformed, readable by others, or not those of the installation. Says how to mend it, and never shows a
 * key.
 */
export class KeyringError extends Error {
  readonly suggestion: string

  constructor(message: string, suggestion: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'KeyringError'
    this.suggestion = suggestion
  }
}

/** Bytes of a key: AES-256. */
export const keyBytes = 32

/** A document with one new key. */
export function createKeyDocument(randomBytes: (size: number) => Buffer): KeyDocument {
  const [id, key] = createKey(randomBytes)
  return { version: 1, current: id, keys: { [id]: key } }
}

/** The document with one more key, which is now the current one. */
export function withNewKey(document: KeyDocument, randomBytes: (size: number) => Buffer): KeyDocument {
  const [id, key] = createKey(randomBytes)
  return { version: 1, current: id, keys: { ...document.keys, [id]: key } }
}

/** The document without a key. Throws a `KeyringError` for the current key and for one that it does not hold. */
export function withoutKey(document: KeyDocument, keyId: string): KeyDocument {
  if (keyId === document.current)
    throw new KeyringError(`Key ${keyId} is the current one.`, 'Rotate first; then the old key can be dropped.')
  if (!Object.hasOwn(document.keys, keyId))
    throw new KeyringError(`There is no key ${keyId}.`, `The keys are: ${Object.keys(document.keys).join(', ')}.`)
  return {
    version: 1,
    current: document.current,
    keys: Object.fromEntries(Object.entries(document.keys).filter(([id]) => id !== keyId)),
  }
}

/**
 * Parses the text of a key file. `source` names the file in errors, which never show any of the text. Throws a `KeyringError`.
 */
export function parseKeyDocument(text: string, source: string): KeyDocument {
  const refuse = (what: string): KeyringError =>
    new KeyringError(
      `${source} does not hold sealing keys: ${what}.`,
      'It must be {"version":1,"current":"<id>","keys":{"<id>":"<base64 of 32 bytes>"}}; restore it from a backup or import an export of the keys.',
    )
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    // The cause would quote the text.
    throw refuse('it is not JSON')
  }
  if (!isRecord(document)) throw refuse('it is not an object')
  const { version, current, keys } = document
  if (version !== 1) throw refuse('its version is not 1')
  if (!isRecord(keys) || Object.keys(keys).length === 0) throw refuse('it lists no keys')
  if (typeof current !== 'string' || !Object.hasOwn(keys, current))
    throw refuse('its current key is not among its keys')
  const checked: Record<string, string> = {}
  for (const [id, key] of Object.entries(keys)) {
    if (!/^[\w.-]{1,60}$/.test(id)) throw refuse('the id of a key is not made of 1 to 60 letters, digits, _ . -')
    if (typeof key !== 'string' || Buffer.from(key, 'base64').length !== keyBytes)
      throw refuse(`key ${id} is not ${keyBytes} bytes in base64`)
    checked[id] = key
  }
  return { version: 1, current, keys: checked }
}

/** The keyring of a document. */
export function toKeyring({ current, keys }: KeyDocument): Keyring {
  return {
    currentKeyId: current,
    keys: new Map(
      Object.entries(keys).map(([id, key]): [string, KeyObject] => [id, createSecretKey(Buffer.from(key, 'base64'))]),
    ),
  }
}

function createKey(randomBytes: (size: number) => Buffer): [id: string, key: string] {
  return [`k-${randomBytes(6).toString('hex')}`, randomBytes(keyBytes).toString('base64')]
}
