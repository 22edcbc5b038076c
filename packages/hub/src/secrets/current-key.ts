import type { Kysely } from 'kysely'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'

const currentKeyRow = 'sealing-key'

/** Notes which key seals from now on, for the hubs that are running. */
export async function noteCurrentKey(executor: Kysely<Database>, keyId: string): Promise<void> {
  const value = JSON.stringify({ keyId })
  await executor
    .insertInto('installation')
    .values({ key: currentKeyRow, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** The key that seals now, as the last rotation recorded it. Undefined before the first rotation. */
export async function readCurrentKey(executor: Kysely<Database>): Promise<string | undefined> {
  const row = await executor
    .selectFrom('installation')
    .select('value')
    .where('key', '=', currentKeyRow)
    .executeTakeFirst()
  const keyId = (row?.value as { keyId?: unknown } | undefined)?.keyId
  return typeof keyId === 'string' ? keyId : undefined
}

/**
 * Call it before sealing. It reads the keys again when another program has rotated them since, so that nothing is sealed with a
 * key that is about to be dropped.
 */
export async function useCurrentKey({ db, sealer, log }: Pick<HubContext, 'db' | 'sealer' | 'log'>): Promise<void> {
  const keyId = await readCurrentKey(db)
  if (keyId === undefined || keyId === sealer.currentKeyId) return
  await sealer.refresh?.()
  if (keyId !== sealer.currentKeyId) {
    log.warn(
      { currentKeyId: sealer.currentKeyId, rotatedTo: keyId },
      'Sealing keys were rotated, but this hub still has the older ones: give it the new ones and start it again',
    )
  }
}
