import { auditRequest } from '../../audit/audit-request.ts'
import { createId } from '../../basics/create-id.ts'
import { notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { readCursor, toPage } from '../../database/cursor.ts'
import { hubNow, hubNowPlus } from '../../database/hub-now.ts'
import { isBehind, microsecondsOf, momentPlace } from '../../database/place.ts'
import { credentialPrefixes } from '../../server/pipeline/authentication.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { lockMembers, requireAtLeast } from '../accounts/account.ts'
import { createToken, hashToken } from '../credentials/token.ts'
import { selectKeys, toApiKey } from './api-key.ts'

const dayMs = 86_400_000

/**
 * API keys. A key belongs to the account, not to its creator. It has a role of its own, never above its creator's, and always
 * an expiry date. It is shown once.
 */
export function createKeyHandlers(context: HubContext): Pick<Handlers, 'keys.list' | 'keys.create' | 'keys.revoke'> {
  const { db } = context
  return {
    'keys.list': async ({ account, query }) => {
      const place = readCursor(query.cursor, momentPlace)
      let keys = selectKeys(db, account.id).select(microsecondsOf('api_key.created_at').as('place'))
      if (place) keys = keys.where(isBehind(place, 'api_key.created_at', 'api_key.id'))
      const rows = await keys
        .orderBy('api_key.created_at', 'desc')
        .orderBy('api_key.id', 'desc')
        .limit(query.limit + 1)
        .execute()
      return { body: toPage(rows, query.limit, toApiKey, (row) => [row.place, row.id]) }
    },
    'keys.create': async (request) => {
      const { account, caller, body } = request
      const key = createToken(context, credentialPrefixes.key)
      const row = await db.transaction().execute(async (trx) => {
        const { callerRole } = await lockMembers(trx, account.id, caller.id)
        requireAtLeast(callerRole, 'administrator', 'make API keys')
        requireAtLeast(callerRole, body.role, `make an API key of the role ${body.role}`)
        const made = await trx
          .insertInto('api_key')
          .values({
            id: createId(),
            account_id: account.id,
            name: body.name,
            role: body.role,
            key_hash: hashToken(key),
            // The prefix and six of 43 characters: enough to recognize the key, useless for guessing it.
            start: key.slice(0, credentialPrefixes.key.length + 6),
            created_by: caller.id,
            created_by_name: caller.name,
            created_at: hubNow(),
            expires_at: hubNowPlus(body.lifetimeDays * dayMs),
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        await auditRequest(trx, request, {
          subject: { kind: 'key', id: made.id, name: made.name },
          detail: { role: made.role, start: made.start, expiresAt: made.expires_at.toISOString() },
        })
        return made
      })
      return { body: { ...toApiKey({ ...row, is_creator_member: true }), key } }
    },
    'keys.revoke': async (request) => {
      const { account, params } = request
      await db.transaction().execute(async (trx) => {
        const revoked = await trx
          .updateTable('api_key')
          .set({ revoked_at: hubNow() })
          .where('account_id', '=', account.id)
          .where('id', '=', params.key)
          .where('revoked_at', 'is', null)
          .returning(['id', 'name', 'role', 'start'])
          .executeTakeFirst()
        if (revoked) {
          const { id, name, role, start } = revoked
          await auditRequest(trx, request, { subject: { kind: 'key', id, name }, detail: { role, start } })
          return
        }
        // One that is revoked already is as was asked for.
        const known = await selectKeys(trx, account.id).where('api_key.id', '=', params.key).executeTakeFirst()
        if (!known) throw notFound('API key')
      })
      return { body: undefined }
    },
  }
}
