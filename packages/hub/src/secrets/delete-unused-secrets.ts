import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { RemovalTask } from '../housekeeping/task.ts'
import { isUnreferenced } from './drop-secrets.ts'

/** Rows deleted in one transaction. */
const batchSize = 100

/**
 * Deletes secrets that were set but taken up by nothing within their 24 hours, and those that nothing references
 * any more; the ones that a job under way needs wait for the next time.
 */
export const deleteUnusedSecrets: RemovalTask = {
  name: 'delete-unused-secrets',
  intervalMs: 3_600_000,
  remove: async ({ db, stopping }, now) => {
    for (let after: string | undefined; !stopping.aborted; ) {
      const candidates = await findCandidates(db, now, after)
      after = candidates.at(-1)
      if (after === undefined) return
      await db.transaction().execute(async (trx) => {
        const locked = await trx
          .selectFrom('secret')
          .select('id')
          .where('id', 'in', candidates)
          .orderBy('id')
          // Somebody is about to reference or to drop those that are locked.
          .forUpdate()
          .skipLocked()
          .execute()
        if (locked.length === 0) return
        // Checked again now that they are locked, because something may have taken one meanwhile.
        await trx
          .deleteFrom('secret')
          .where(
            'id',
            'in',
            locked.map(({ id }) => id),
          )
          .where(sql<SqlBool>`(expires_at is null or expires_at <= ${now}::timestamptz)`)
          .where(isUnreferenced)
          .execute()
      })
    }
  },
}

/** All references are collected once and joined. Looking up each secret would take minutes for ten thousand. */
async function findCandidates(db: Kysely<Database>, now: string, after: string | undefined): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with used as materialized (
      select account_id, value as id from connection, jsonb_each_text(secrets)
      union all
      select account_id, value from destination, jsonb_each_text(secrets)
      union all
      select account_id, value from alert_channel, jsonb_each_text(secrets)
      union all
      select account_id, value from job, json_each_text(request->'secrets') where state = 'queued'
      union all
      select account_id, value from job, json_each_text(request->'secrets') where state = 'running'
    )
    select id from secret
    where (expires_at is null or expires_at <= ${now}::timestamptz)
      and (${after ?? null}::uuid is null or id > ${after ?? null}::uuid)
      and not exists (select from used where used.account_id = secret.account_id and used.id = secret.id::text)
    order by id
    limit ${batchSize}`.execute(db)
  return rows.map(({ id }) => id)
}
