import { type Kysely, sql } from 'kysely'
import { createId } from '../../basics/create-id.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { AlertLine } from '../../database/alert-tables.ts'
import type { Database } from '../../database/schema.ts'
import { nextDigest } from '../raise/due-at.ts'

/** What a digest shows; how many alerts there were is counted. */
const mostLines = 50

/** Puts the digests together that are due. One without alerts is not sent. */
export async function queueDigests({ db }: Pick<HubContext, 'db'>): Promise<void> {
  const due = await db
    .selectFrom('alert_channel')
    .select('id')
    .where('next_digest_at', '<=', sql<Date>`hub_now()`)
    .execute()
  for (const { id } of due) await db.transaction().execute((trx) => queueDigest(trx, id))
}

async function queueDigest(trx: Kysely<Database>, id: string): Promise<void> {
  const channel = await trx
    .selectFrom('alert_channel')
    .select(['account_id', 'id', 'is_enabled', 'digest', 'last_digest_at', 'created_at'])
    .select(sql<Date>`hub_now()`.as('now'))
    .where('id', '=', id)
    .where('next_digest_at', '<=', sql<Date>`hub_now()`)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!channel || channel.digest === null) return
  const { account_id: account, now } = channel
  const since = channel.last_digest_at ?? channel.created_at
  const alerts = trx
    .selectFrom('alert')
    .where('account_id', '=', account)
    .where('created_at', '>', since)
    .where('created_at', '<=', now)
    .where(sql<boolean>`channels ? ${id}::text`)
  const { count } = await alerts.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  if (Number(count) > 0 && channel.is_enabled) {
    const rows = await alerts.selectAll().orderBy('created_at', 'desc').limit(mostLines).execute()
    const lines = rows.map(
      (row): AlertLine => ({
        id: row.id,
        rule: row.rule,
        severity: row.severity,
        isResolved: row.is_resolved,
        incident: row.incident,
        subject: { kind: row.subject_kind, id: row.subject_id, name: row.subject_name },
        title: row.title,
        text: row.content,
        path: row.path,
        run: row.run_id,
        at: row.created_at.toISOString(),
      }),
    )
    await trx
      .insertInto('alert_message')
      .values({
        account_id: account,
        id: createId(),
        channel_id: id,
        kind: 'digest',
        group_key: `digest ${now.toISOString()}`,
        content: JSON.stringify(lines),
        alert_count: Number(count),
        state: 'waiting',
        created_at: now,
        due_at: now,
      })
      .execute()
  }
  await trx
    .updateTable('alert_channel')
    .set({ last_digest_at: now, next_digest_at: nextDigest(channel.digest, now) })
    .where('id', '=', id)
    .execute()
}
