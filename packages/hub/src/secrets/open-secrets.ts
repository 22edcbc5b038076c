import type { HubContext } from '../context/hub-context.ts'
import type { SealedValue } from '../database/connection-tables.ts'
import { secretBinding, secretScope } from './bindings.ts'
import { UnsealError } from './unseal-error.ts'

/** Secrets as they are stored, by id. */
export type StoredSecrets = Readonly<Record<string, StoredSecret>>

export interface StoredSecret {
  readonly sealed: SealedValue
  /** Null until a connection has taken it up. */
  readonly hosts: readonly string[] | null
}

/** Secrets to open, and what for. */
export interface SecretsToOpen {
  readonly account: string
  /** Ids by field. */
  readonly secrets: Readonly<Record<string, string>>
  /** Where the settings lead that they are opened for. */
  readonly hosts: readonly string[]
  readonly stored: StoredSecrets
}

/**
 * Opens secrets of an account for a node that has just taken a lease. Throws `UnsealError` when one cannot be opened, is no
 * longer stored, or is for other hosts than the settings lead to: whoever changes rows of the database, without the keys,
 * sends no secret elsewhere. A key that is missing is looked for once more: another program may have rotated the keys
 * meanwhile.
 */
export async function openSecrets(
  { sealer }: Pick<HubContext, 'sealer'>,
  { account, secrets, hosts, stored }: SecretsToOpen,
): Promise<Record<string, string>> {
  const open = (): Record<string, string> => {
    const opened: Record<string, string> = {}
    for (const [field, id] of Object.entries(secrets)) {
      const secret = stored[id]
      if (!secret) throw new UnsealError(`The secret of the field ${field} is no longer stored.`, 'none')
      const { sealed, hosts: bound } = secret
      opened[field] = sealer.open(sealed, secretBinding({ account, id, field }), secretScope(bound))
      if (bound !== null && !hosts.every((host) => bound.includes(host))) {
        throw new UnsealError(`The secret of the field ${field} is for other hosts than the settings.`, sealed.keyId)
      }
    }
    return opened
  }
  try {
    return open()
  } catch (error) {
    if (!(error instanceof UnsealError) || sealer.refresh === undefined) throw error
    await sealer.refresh()
    return open()
  }
}
