import { createHash } from 'node:crypto'
import { credentialPrefixes } from '../../server/pipeline/authentication.ts'

/** Makes random bytes, cryptographically strong. */
type RandomBytes = (size: number) => Buffer

/** A new installer token, `cci_…`, with 256 random bits. Only its hash and its first characters are ever stored. */
export function createInstallerToken(randomBytes: RandomBytes): string {
  return credentialPrefixes.installerToken + randomBytes(32).toString('base64url')
}

/** The first characters of an installer token. They are enough to tell tokens apart, and useless to a thief. */
export function startOfToken(token: string): string {
  return token.slice(0, credentialPrefixes.installerToken.length + 6)
}

/**
 * A new credential of a node, `ccn_<id of the node>_<256 random bits>`. The id tells people whose it is; nothing else relies on
 * it.
 */
export function createNodeCredential(randomBytes: RandomBytes, node: string): string {
  return `${credentialPrefixes.node}${node.replaceAll('-', '')}_${randomBytes(32).toString('base64url')}`
}

/**
 * What is stored of a token or a credential: SHA-256 in hex. They are random and long, so they need neither a salt nor a slow
 * hash, and a look-up by hash takes the same time whatever was guessed.
 */
export function hashCredential(value: string): string {
  return createHash('sha256').update(value).digest('hex')
}
