import { createHash } from 'node:crypto'
import { EndpointError } from '../contract/endpoint-error.ts'

/** `SHA256:` and 43 characters, as `ssh-keygen -l` prints it. */
export function fingerprint(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
}

/** The type of a key in the format of the wire, such as `ssh-ed25519`. */
export function keyType(key: Buffer): string {
  const length = key.length < 4 ? 0 : key.readUInt32BE(0)
  return key.subarray(4, 4 + length).toString('latin1')
}

/** The fingerprints in the setting `hostKey`. Throws `SETTING_INVALID` for a part that is neither fingerprint nor key. */
export function readHostKeys(text: string): readonly string[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('#'))
    .map(readHostKey)
}

function readHostKey(part: string): string {
  // What ssh-keygen -l prints has the fingerprint between the number of bits and a comment.
  const [, digest] = part.match(/(?:^|\s)SHA256:([A-Za-z0-9+/]{43})=?(?:\s|$)/) ?? []
  if (digest !== undefined) return `SHA256:${digest}`
  const [, encoded] = part.match(/(?:^|\s)(AAAA[A-Za-z0-9+/]+=*)(?:\s|$)/) ?? []
  if (encoded !== undefined) return fingerprint(Buffer.from(encoded, 'base64'))
  throw new EndpointError('SETTING_INVALID', `hostKey is "${part}", which is not a fingerprint and no host key.`, {
    field: 'hostKey',
    remedy: 'Write a fingerprint such as SHA256:… (43 characters), or a line of known_hosts. MD5 is not accepted.',
  })
}

/** The algorithms of host keys by what `ssh-keyscan` calls them, in the order in which they are asked for. */
export const hostKeyAlgorithms = [
  ['ssh-ed25519'],
  ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  ['rsa-sha2-512', 'rsa-sha2-256'],
] as const
