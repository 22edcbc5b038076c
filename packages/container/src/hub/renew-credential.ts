import { Secret } from '@coupa-connector/connector'
import type { Clock, Log } from '@coupa-connector/connector/plugins'
import type { NodeClient } from './node-client.ts'
import { messageOf } from './node-errors.ts'
import type { NodeIdentity } from './node-identity.ts'

export interface CredentialRenewalOptions {
  readonly identity: NodeIdentity
  readonly client: Pick<NodeClient, 'call' | 'setCredential'>
  /** Stores an identity with a new credential. Without this the credential is never exchanged. */
  readonly onCredentialRotated: ((identity: NodeIdentity) => Promise<void>) | undefined
  /** Age from which the credential is exchanged. */
  readonly lifetimeMs: number
  readonly clock: Clock
  readonly log: Log
  /** The hub did not exchange it. */
  readonly onFailure: (error: unknown) => void
}

/**
 * Exchanges an old credential, each time that it is called. The new one is stored before its first use, since that use ends the
 * old one. When it cannot be stored it is used all the same, because the old one ends anyway, and the next call tries again to
 * store it.
 */
export function createCredentialRenewal({
  identity,
  client,
  onCredentialRotated,
  lifetimeMs,
  clock,
  log,
  onFailure,
}: CredentialRenewalOptions): () => Promise<void> {
  let current = identity
  let isStored = true

  return async () => {
    if (onCredentialRotated === undefined) return
    if (isStored && !(await exchange())) return
    try {
      await onCredentialRotated(current)
      isStored = true
      log.info({}, 'The credential of the node was exchanged')
    } catch (error) {
      log.error({ reason: messageOf(error) }, 'The new credential of the node could not be kept: do not stop the node')
    }
    client.setCredential(current.credential)
  }

  /** Whether there is a new credential. */
  async function exchange(): Promise<boolean> {
    const ageMs = clock.now() - Date.parse(current.credentialIssuedAt)
    if (ageMs < lifetimeMs) return false
    try {
      const { credential } = await client.call('node.rotateCredential', {})
      const credentialIssuedAt = new Date(clock.now()).toISOString()
      current = { ...current, credential: new Secret(credential), credentialIssuedAt }
      isStored = false
      return true
    } catch (error) {
      onFailure(error)
      log.warn({ reason: messageOf(error) }, 'The credential of the node could not be exchanged')
      return false
    }
  }
}
