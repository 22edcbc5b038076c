import { sql } from 'kysely'
import { auditRequest } from '../audit/audit-request.ts'
import { createId } from '../basics/create-id.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { ChangeRequest } from '../server/routes/handler.ts'
import { secretBinding } from './bindings.ts'
import { useCurrentKey } from './current-key.ts'

/** How long a handle waits for a connection to take it up. */
const handleHours = 24

/** Seals a secret whose value was checked, and keeps it for the actor for 24 hours, or until a connection takes it. */
export async function setSecret(
  context: HubContext,
  request: ChangeRequest,
  { field, value }: { readonly field: string; readonly value: string },
): Promise<{ readonly id: string; readonly setAt: Date; readonly expiresAt: Date }> {
  const { db, sealer } = context
  const { account, actor } = request
  const id = createId()
  await useCurrentKey(context)
  const sealed = JSON.stringify(sealer.seal(value.trim(), secretBinding({ account: account.id, id, field })))
  const row = await db.transaction().execute(async (trx) => {
    await auditRequest(trx, request, { subject: { kind: 'secret', id, name: field }, detail: { field } })
    return await trx
      .insertInto('secret')
      .values({
        id,
        account_id: account.id,
        field,
        sealed,
        set_at: sql<Date>`hub_now()`,
        set_by: actor.id ?? account.id,
        set_by_name: actor.name,
        expires_at: sql<Date>`hub_now() + make_interval(hours => ${handleHours})`,
      })
      .returning(['set_at', sql<Date>`expires_at`.as('expires_at')])
      .executeTakeFirstOrThrow()
  })
  return { id, setAt: row.set_at, expiresAt: row.expires_at }
}
