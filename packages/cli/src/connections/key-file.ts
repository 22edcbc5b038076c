import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readIfThere, writePrivateFile } from '../files/private-file.ts'
import { type SealingKey, SecretUnreadableError } from './seal.ts'

/** The file with the person's key, beside the connections. */
export function keyFilePath(configFolder: string): string {
  return join(configFolder, 'key')
}

/** Reads the key. Undefined when there is none yet. Throws a `SecretUnreadableError` when the file does not hold a key. */
export async function readKey(configFolder: string): Promise<SealingKey | undefined> {
  const file = keyFilePath(configFolder)
  const content = await readIfThere(file)
  if (content === undefined) return undefined
  const bytes = Buffer.from(content.trim().replace(/^coupa-connector-key:1:/, ''), 'base64')
  if (!content.startsWith('coupa-connector-key:1:') || bytes.length !== 32) {
    throw new SecretUnreadableError(`${file} does not hold a key of this program.`, {
      suggestion: 'Put the right file back, or remove it and set the secrets of the connections again.',
    })
  }
  return { id: keyId(bytes), bytes }
}

/** Reads the key or creates one. Call it under the lock of the connections, so that two processes do not create two. */
export async function readOrMakeKey(configFolder: string): Promise<SealingKey> {
  const known = await readKey(configFolder)
  if (known) return known
  const bytes = randomBytes(32)
  await writePrivateFile(keyFilePath(configFolder), `coupa-connector-key:1:${bytes.toString('base64')}\n`)
  return { id: keyId(bytes), bytes }
}

/** A name for a key that says nothing about it. */
function keyId(bytes: Uint8Array): string {
  return createHash('sha256').update('coupa-connector key id').update(bytes).digest('hex').slice(0, 16)
}
