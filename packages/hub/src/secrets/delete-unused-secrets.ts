import { type SqlBool, sql } from 'kysely'
import type { HousekeepingTask } from '../housekeeping/task.ts'
import { isUnreferenced } from './drop-secrets.ts'

/** Rows looked at in one transaction. */
const batchSize = 500

/**
 * Deletes secrets that were set but taken up by no connection within their 24 hours, and those that nothing references
 * any more; the ones that a job under way needs wait for the next time.
 */
export const deleteUnusedSecrets: HousekeepingTask = {
  name: 'delete-unused-secrets',
  intervalMs: 3_600_000,
  run: async ({ db, stopping }) => {
    for (let after: string | undefined; !stopping.aborted; ) {
      const last = await db.transaction().execute(async (trx) => {
        const rows = await trx
          .selectFrom('secret')
          .select('id')
          .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
          .where(sql<SqlBool>`(expires_at is null or expires_at <= hub_now())`)
          .where(isUnreferenced)
          .orderBy('id')
          .limit(batchSize)
          // Somebody is about to reference or drop those that are locked.
          .forUpdate()
          .skipLocked()
          .execute()
        if (rows.length === 0) return undefined
        const ids = rows.map(({ id }) => id)
        // Looked at once more now that they are locked: a connection may have taken one up in between.
        await trx
          .deleteFrom('secret')
          .where('id', 'in', ids)
          .where(sql<SqlBool>`(expires_at is null or expires_at <= hub_now())`)
          .where(isUnreferenced)
          .execute()
        return ids.at(-1)
      })
      if (last === undefined) return
      after = last
    }
  },
}
