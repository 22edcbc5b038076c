import type { AlertChannel } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { notFound } from '../../basics/problem.ts'
import type { Database } from '../../database/schema.ts'
import { channelSecretName } from '../../secrets/channel-secret-field.ts'

/** A channel as the API shows it. Throws `NOT_FOUND`. */
export async function readChannel(db: Kysely<Database>, account: string, id: string): Promise<AlertChannel> {
  const [channel] = await readChannels(db, account, id)
  if (!channel) throw notFound('channel')
  return channel
}

/** The channels of an account by name, or the one with an id. */
export async function readChannels(db: Kysely<Database>, account: string, id?: string): Promise<AlertChannel[]> {
  const rows = await db
    .selectFrom('alert_channel')
    .selectAll()
    .select(
      sql<number>`(select count(*)::int from alert_message where alert_message.channel_id = alert_channel.id
        and alert_message.state in ('waiting', 'sending'))`.as('waiting'),
    )
    .where('account_id', '=', account)
    .$if(id !== undefined, (select) => select.where('id', '=', id ?? ''))
    .orderBy(sql`lower(name)`)
    .execute()
  const ids = rows.flatMap(({ secrets }) => Object.values(secrets))
  const secrets =
    ids.length === 0
      ? []
      : await db
          .selectFrom('secret')
          .select(['id', 'set_at', 'set_by_name'])
          .where('account_id', '=', account)
          .where('id', 'in', ids)
          .execute()
  const facts = new Map(secrets.map((row) => [row.id, { setAt: row.set_at.toISOString(), setBy: row.set_by_name }]))
  return rows.map((row) => {
    const shown = Object.entries(row.secrets).flatMap(([field, handle]) => {
      const fact = facts.get(handle)
      return fact === undefined ? [] : [[channelSecretName(row.kind, field), { handle, ...fact }] as const]
    })
    const isErrorLast =
      row.last_error_at !== null && (row.last_sent_at === null || row.last_error_at > row.last_sent_at)
    return {
      id: row.id,
      name: row.name,
      kind: row.kind,
      settings: row.settings,
      secrets: Object.fromEntries(shown),
      isEnabled: row.is_enabled,
      quietHours: row.quiet_hours && { ...row.quiet_hours, days: [...row.quiet_hours.days] },
      digest: row.digest && { ...row.digest },
      lastSentAt: row.last_sent_at?.toISOString() ?? null,
      lastError:
        isErrorLast && row.last_error_at !== null
          ? { at: row.last_error_at.toISOString(), message: row.last_error ?? '' }
          : null,
      waiting: row.waiting,
      revision: row.revision,
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by_name,
      updatedAt: row.updated_at.toISOString(),
      updatedBy: row.updated_by_name,
    }
  })
}
