import type { HubContext } from '../context/hub-context.ts'
import type { SealedValue } from '../database/schema.ts'
import { secretBinding } from './bindings.ts'
import { UnsealError } from './unseal-error.ts'

/** Secrets as they are stored, by id. */
export type SealedSecrets = Readonly<Record<string, SealedValue>>

/**
 * Opens secrets of an account, ids by field, for a node that has just taken a lease. Throws `UnsealError` when one cannot be
 * opened or is no longer stored. A key that is missing is looked for once more: another program may have rotated the keys
 * meanwhile.
 */
export async function openSecrets(
  { sealer }: Pick<HubContext, 'sealer'>,
  account: string,
  secrets: Readonly<Record<string, string>>,
  sealed: SealedSecrets,
): Promise<Record<string, string>> {
  const open = (): Record<string, string> => {
    const opened: Record<string, string> = {}
    for (const [field, id] of Object.entries(secrets)) {
      const value = sealed[id]
      if (!value) throw new UnsealError(`The secret of the field ${field} is no longer stored.`, 'none')
      opened[field] = sealer.open(value, secretBinding({ account, id, field }))
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
