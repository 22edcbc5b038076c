import type { BodyOf, Routes } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import { notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { ChangeRequest } from '../../server/routes/handler.ts'

/**
 * Has messages that were given up sent once more, with all of their tries: some of them, those of a channel, or all. They keep
 * their ids, by which receivers tell repetitions. Resolves with how many. Throws `NOT_FOUND`.
 */
export async function resendMessages(
  { db }: Pick<HubContext, 'db'>,
  request: ChangeRequest,
  { ids, channel }: BodyOf<Routes['alertMessages.resend']>,
): Promise<number> {
  const account = request.account.id
  return await db.transaction().execute(async (trx) => {
    const found =
      channel === undefined
        ? undefined
        : await trx
            .selectFrom('alert_channel')
            .select(['id', 'name'])
            .where('account_id', '=', account)
            .where('id', '=', channel)
            .executeTakeFirst()
    if (channel !== undefined && !found) throw notFound('channel')
    const resent = await trx
      .updateTable('alert_message')
      .set({ state: 'waiting', tries: 0, due_at: hubNow(), holder: null, lease_expires_at: null })
      .where('account_id', '=', account)
      .where('state', '=', 'given-up')
      .$if(ids !== undefined, (update) => update.where('id', '=', sql<string>`any(${ids}::uuid[])`))
      .$if(channel !== undefined, (update) => update.where('channel_id', '=', channel ?? ''))
      .returning('id')
      .execute()
    await auditRequest(trx, request, {
      ...(found ? { subject: { kind: 'alertChannel', ...found } } : {}),
      detail: { messages: resent.length },
    })
    return resent.length
  })
}
