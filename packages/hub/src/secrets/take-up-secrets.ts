import type { Kysely } from 'kysely'
import { HubProblem } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { SealedValue } from '../database/connection-tables.ts'
import type { Database } from '../database/schema.ts'
import { secretBinding, secretScope } from './bindings.ts'
import { UnsealError } from './unseal-error.ts'

/**
 * Binds secrets that were set to hosts, under their seals as well: from then on they do not expire. Their rows are locked.
 * Throws `SECRET_NOT_USABLE` for one that does not open.
 */
export async function takeUpSecrets(
  { sealer }: Pick<HubContext, 'sealer'>,
  trx: Kysely<Database>,
  {
    account,
    ids,
    hosts,
  }: { readonly account: string; readonly ids: readonly string[]; readonly hosts: readonly string[] },
): Promise<void> {
  if (ids.length === 0) return
  const rows = await trx
    .selectFrom('secret')
    .select(['id', 'field', 'sealed'])
    .where('account_id', '=', account)
    .where('id', 'in', [...ids])
    .where('expires_at', 'is not', null)
    .execute()
  for (const { id, field, sealed } of rows) {
    const narrowed = await narrow(sealer, sealed, { account, id, field }, hosts)
    await trx
      .updateTable('secret')
      .set({ hosts: JSON.stringify(hosts), sealed: JSON.stringify(narrowed), expires_at: null })
      .where('account_id', '=', account)
      .where('id', '=', id)
      .execute()
  }
}

async function narrow(
  sealer: HubContext['sealer'],
  sealed: SealedValue,
  secret: { readonly account: string; readonly id: string; readonly field: string },
  hosts: readonly string[],
): Promise<SealedValue> {
  const scope = secretScope(hosts) ?? ''
  try {
    return sealer.narrow(sealed, secretBinding(secret), scope)
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error
    // Another program may have rotated the keys meanwhile.
    await sealer.refresh?.()
  }
  try {
    return sealer.narrow(sealed, secretBinding(secret), scope)
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error
    throw new HubProblem(
      'SECRET_NOT_USABLE',
      {
        detail: 'The secret that was set cannot be opened with the sealing keys of this hub.',
        suggestion: 'Set it again.',
        fields: [{ field: `body.secrets.${secret.field}`, message: 'cannot be opened; set it again' }],
      },
      { cause: error },
    )
  }
}
