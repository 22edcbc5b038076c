import type { Alert, AlertMessage, QueryOf, Routes } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { readCursor, toPage } from '../database/cursor.ts'
import { isBehind, microsecondsOf, momentPlace } from '../database/place.ts'
import type { Database } from '../database/schema.ts'
import { titleOf, urlOf } from './send/message-content.ts'

/** A page of what people were told of, the newest first. */
export async function listAlerts(
  { db, origin }: { readonly db: Kysely<Database>; readonly origin: string },
  account: string,
  { limit, cursor, rule, subject }: QueryOf<Routes['alerts.list']>,
): Promise<{ items: Alert[]; nextCursor: string | null }> {
  const place = readCursor(cursor, momentPlace)
  let alerts = db
    .selectFrom('alert')
    .selectAll()
    .select(microsecondsOf('created_at').as('place'))
    .where('account_id', '=', account)
  if (place) alerts = alerts.where(isBehind(place, 'created_at', 'id'))
  if (rule !== undefined) alerts = alerts.where('rule', '=', rule)
  if (subject !== undefined) alerts = alerts.where('subject_id', '=', subject)
  const rows = await alerts
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return toPage(
    rows,
    limit,
    (row) => ({
      id: row.id,
      rule: row.rule,
      severity: row.severity,
      isResolved: row.is_resolved,
      subject: { kind: row.subject_kind, id: row.subject_id, name: row.subject_name },
      title: row.title,
      text: row.content,
      url: urlOf(origin, row),
      run: row.run_id,
      at: row.created_at.toISOString(),
    }),
    (row) => [row.place, row.id],
  )
}

/** A page of the messages to channels, the newest first. */
export async function listMessages(
  db: Kysely<Database>,
  account: string,
  { limit, cursor, channel, state }: QueryOf<Routes['alertMessages.list']>,
): Promise<{ items: AlertMessage[]; nextCursor: string | null }> {
  const place = readCursor(cursor, momentPlace)
  let messages = db
    .selectFrom('alert_message')
    .innerJoin('alert_channel', 'alert_channel.id', 'alert_message.channel_id')
    .selectAll('alert_message')
    .select('alert_channel.name as channel_name')
    .select(microsecondsOf('alert_message.created_at').as('place'))
    .where('alert_message.account_id', '=', account)
  if (place) messages = messages.where(isBehind(place, 'alert_message.created_at', 'alert_message.id'))
  if (channel !== undefined) messages = messages.where('alert_message.channel_id', '=', channel)
  if (state !== undefined) messages = messages.where('alert_message.state', '=', state)
  const rows = await messages
    .orderBy('alert_message.created_at', 'desc')
    .orderBy('alert_message.id', 'desc')
    .limit(limit + 1)
    .execute()
  return toPage(
    rows,
    limit,
    (row) => ({
      id: row.id,
      channel: { id: row.channel_id, name: row.channel_name },
      kind: row.kind,
      state: row.state,
      alerts: row.alert_count,
      title: titleOf({ kind: row.kind, lines: row.content, count: row.alert_count }),
      tries: row.tries,
      lastError: row.last_error,
      createdAt: row.created_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      sentAt: row.sent_at?.toISOString() ?? null,
    }),
    (row) => [row.place, row.id],
  )
}
