import type { TokenSeal } from '@coupa-connector/connector/plugins'
import type { Context } from '../command/context.ts'
import { connectionsLock } from './connection-store.ts'
import { readOrMakeKey } from './key-file.ts'
import { openSecret, type SealedSecret, sealSecret } from './seal.ts'

/** Seals the access tokens of one connection with the key that seals its secret. */
export async function createTokenSeal(config: string, connection: string, context: Context): Promise<TokenSeal> {
  const key = await connectionsLock(config, context, () => readOrMakeKey(config))
  const purpose = `coupa-connector/tokens/${connection}`
  return {
    seal: (bytes) => {
      const sealed = sealSecret(Buffer.from(bytes).toString('base64'), key, purpose)
      return Buffer.from(JSON.stringify(sealed))
    },
    open: (bytes) => {
      const sealed = JSON.parse(Buffer.from(bytes).toString('utf8')) as SealedSecret
      return Buffer.from(openSecret(sealed, key, purpose), 'base64')
    },
  }
}
