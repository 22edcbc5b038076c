import { recordAudit } from '../../audit/record-audit.ts'
import { createId } from '../../basics/create-id.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { PeriodicTask } from '../../housekeeping/task.ts'
import { titleOf } from '../send/message-content.ts'
import { openChannel } from '../send/open-channel.ts'
import { SendError } from '../send/send-error.ts'
import { sendToChannel } from '../send/send-to-channel.ts'
import { type ClaimedMessage, claimMessages, noteFailed, noteSent } from './claim-messages.ts'
import { queueDigests } from './queue-digests.ts'

/** Messages that are sent at once, each to another channel. */
const atOnce = 10

/** Sends what is due. A message is noted as sent after it was taken: a hub that dies in between lets it be sent again. */
export const sendAlertsTask: PeriodicTask = {
  name: 'send-alerts',
  intervalMs: 5000,
  run: sendMessages,
}

/** Sends messages until none is due. */
export async function sendMessages(context: HubContext): Promise<void> {
  await queueDigests(context)
  const holder = createId()
  while (!context.stopping.aborted) {
    const messages = await claimMessages(context.db, holder, atOnce)
    if (messages.length === 0) return
    await Promise.all(messages.map((message) => sendMessage(context, message)))
  }
}

async function sendMessage(context: HubContext, message: ClaimedMessage): Promise<void> {
  const failure = await trySending(context, message)
  await context.db.transaction().execute(async (trx) => {
    if (failure === undefined) return await noteSent(trx, message)
    if (!(await noteFailed(trx, message, failure.error))) return
    await recordAudit(trx, {
      account: message.account_id,
      actor: { kind: 'system', id: null, name: 'hub' },
      action: 'alertMessage.givenUp',
      outcome: 'done',
      subject: { kind: 'alertChannel', id: message.channel_id, name: failure.channel },
      detail: { message: message.id, tries: message.tries, reason: failure.error.message },
      requestId: '',
      address: '',
    })
  })
}

async function trySending(
  context: HubContext,
  message: ClaimedMessage,
): Promise<{ readonly error: SendError; readonly channel: string } | undefined> {
  const { db, clock, messaging, origin, stopping } = context
  const row = await db
    .selectFrom('alert_channel')
    .innerJoin('account', 'account.id', 'alert_channel.account_id')
    .selectAll('alert_channel')
    .select('account.name as account_name')
    .where('alert_channel.account_id', '=', message.account_id)
    .where('alert_channel.id', '=', message.channel_id)
    .executeTakeFirst()
  // Deleted, and the message with it.
  if (!row) return undefined
  const { content: lines, alert_count: count } = message
  try {
    if (!row.is_enabled)
      throw new SendError('The channel was switched off before the message was sent.', { isFinal: true })
    const channel = await openChannel(context, db, row)
    const outgoing = {
      id: message.id,
      kind: message.kind,
      account: { id: row.account_id, name: row.account_name },
      lines,
      count,
      origin,
      createdAt: message.created_at,
    }
    await sendToChannel(messaging, channel, outgoing, { nowMs: clock.now(), signal: stopping })
    return undefined
  } catch (error) {
    const known =
      error instanceof SendError ? error : new SendError('An unexpected error; the log of the hub says more.')
    if (known !== error) context.log.error({ message: message.id, error }, 'A message of alerts could not be sent')
    else context.log.info({ message: message.id, title: titleOf({ kind: message.kind, lines, count }) }, known.message)
    return { error: known, channel: row.name }
  }
}
