import { createHash } from 'node:crypto'
import type { HubContext } from '../../context/hub-context.ts'

/** A new token of 256 random bits. It is given away once; only `hashToken` of it is kept. */
export function createToken({ randomBytes }: Pick<HubContext, 'randomBytes'>, prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}

/** What is stored of a token. A plain hash is enough: there is nothing to guess in 256 random bits. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
