import { createHash } from 'node:crypto'
import type { HubContext } from '../../context/hub-context.ts'

/** A new token with 256 random bits. It is handed out once, and only `hashToken` of it is stored. */
export function createToken({ randomBytes }: Pick<HubContext, 'randomBytes'>, prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}

/** What is stored of a token. A plain hash is enough, because nobody can guess 256 random bits. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
