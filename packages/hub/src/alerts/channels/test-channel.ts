import { auditRequest } from '../../audit/audit-request.ts'
import { createId } from '../../basics/create-id.ts'
import { notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { ChangeRequest } from '../../server/routes/handler.ts'
import { openChannel } from '../send/open-channel.ts'
import { SendError } from '../send/send-error.ts'
import { sendToChannel } from '../send/send-to-channel.ts'

/** What came of a test message. */
interface ChannelTest {
  readonly isSent: boolean
  readonly error: string | null
  readonly durationMs: number
}

/** Sends a test message now, and says what came of it. Throws `NOT_FOUND`. */
export async function testChannel(
  context: HubContext,
  request: ChangeRequest & { readonly meta: { readonly signal: AbortSignal } },
  id: string,
): Promise<ChannelTest> {
  const { db, clock, messaging, origin } = context
  const row = await db
    .selectFrom('alert_channel')
    .innerJoin('account', 'account.id', 'alert_channel.account_id')
    .selectAll('alert_channel')
    .select(['account.name as account_name', 'account.slug'])
    .where('alert_channel.account_id', '=', request.account.id)
    .where('alert_channel.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('channel')
  const createdAt = new Date(clock.now())
  const line = {
    id: createId(),
    rule: 'run-failed',
    severity: 'info',
    isResolved: false,
    incident: 'test',
    subject: { kind: 'deployment', id, name: row.name },
    title: `Test message for the channel ${row.name}`,
    text: `${request.actor.name} asked for it. Nothing has happened.`,
    path: `/a/${row.slug}`,
    run: null,
    at: createdAt.toISOString(),
  } as const
  const message = {
    id: createId(),
    kind: 'test',
    account: { id: row.account_id, name: row.account_name },
    lines: [line],
    count: 1,
    origin,
    createdAt,
  } as const
  const startedMs = clock.monotonicMs()
  const error = await openChannel(context, db, row)
    .then((channel) => sendToChannel(messaging, channel, message, { nowMs: clock.now(), signal: request.meta.signal }))
    .then(() => null)
    .catch((failure: unknown) => {
      if (failure instanceof SendError) return failure.message
      throw failure
    })
  const durationMs = Math.round(clock.monotonicMs() - startedMs)
  await db.transaction().execute(async (trx) => {
    const subject = { kind: 'alertChannel', id, name: row.name }
    await auditRequest(trx, request, { subject, detail: { isSent: error === null } })
    await trx
      .updateTable('alert_channel')
      .set(error === null ? { last_sent_at: hubNow() } : { last_error: error, last_error_at: hubNow() })
      .where('account_id', '=', row.account_id)
      .where('id', '=', id)
      .execute()
  })
  return { isSent: error === null, error, durationMs }
}
