import { sql } from 'kysely'
import { auditRequest } from '../audit/audit-request.ts'
import { createId } from '../database/create-id.ts'
import type { HubContext } from '../hub-context.ts'
import { HubProblem } from '../problem.ts'
import type { Handlers } from '../server/handler.ts'
import { secretBinding } from './bindings.ts'
import { useCurrentKey } from './current-key.ts'

/** How long a handle waits for a connection to take it up. */
const handleHours = 24

/** Sets secrets: sealed at once, never given out again. */
export function createSecretHandlers(context: HubContext): Pick<Handlers, 'secrets.create'> {
  const { db, sealer, connectionType } = context
  return {
    'secrets.create': async (request) => {
      const { account, actor, body } = request
      const problem = connectionType.checkSecret(body.field, body.value)
      if (problem) {
        const isKnown = connectionType.fields.some(({ name, isSecret }) => isSecret && name === body.field)
        throw new HubProblem('SETTINGS_INVALID', {
          detail: problem.message,
          suggestion: problem.suggestion,
          fields: [{ field: isKnown ? 'body.value' : 'body.field', ...problem }],
        })
      }
      const id = createId()
      await useCurrentKey(context)
      const binding = secretBinding({ account: account.id, id, field: body.field })
      const sealed = JSON.stringify(sealer.seal(body.value.trim(), binding))
      const row = await db.transaction().execute(async (trx) => {
        await auditRequest(trx, request, {
          subject: { kind: 'secret', id, name: body.field },
          detail: { field: body.field },
        })
        return await trx
          .insertInto('secret')
          .values({
            id,
            account_id: account.id,
            field: body.field,
            sealed,
            set_at: sql<Date>`hub_now()`,
            set_by: actor.id ?? account.id,
            set_by_name: actor.name,
            expires_at: sql<Date>`hub_now() + make_interval(hours => ${handleHours})`,
          })
          .returning(['set_at', sql<Date>`expires_at`.as('expires_at')])
          .executeTakeFirstOrThrow()
      })
      return {
        body: {
          handle: id,
          field: body.field,
          setAt: row.set_at.toISOString(),
          setBy: actor.name,
          expiresAt: row.expires_at.toISOString(),
        },
      }
    },
  }
}
