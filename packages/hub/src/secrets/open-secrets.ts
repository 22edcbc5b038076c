import type { Kysely } from 'kysely'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'
import { secretBinding } from './bindings.ts'
import { UnsealError } from './unseal-error.ts'

/**
 * Opens secrets, ids by field, for a node that has just taken a lease. Throws `UnsealError` when one cannot be opened or is
 * no longer stored. A key that is missing is looked for once more: another program may have rotated the keys meanwhile.
 */
export async function openSecrets(
  { sealer }: Pick<HubContext, 'sealer'>,
  executor: Kysely<Database>,
  account: string,
  secrets: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const ids = Object.values(secrets)
  if (ids.length === 0) return {}
  const rows = await executor
    .selectFrom('secret')
    .select(['id', 'field', 'sealed'])
    .where('account_id', '=', account)
    .where('id', 'in', ids)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const open = (): Record<string, string> => {
    const opened: Record<string, string> = {}
    for (const [field, id] of Object.entries(secrets)) {
      const row = byId.get(id)
      if (!row) throw new UnsealError(`The secret of the field ${field} is no longer stored.`, 'none')
      opened[field] = sealer.open(row.sealed, secretBinding({ account, id, field }))
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
