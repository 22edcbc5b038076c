import { randomBytes as strongRandomBytes } from 'node:crypto'
import { type Kysely, type SqlBool, sql } from 'kysely'
import type { SealedValue } from '../database/connection-tables.ts'
import type { Database } from '../database/schema.ts'
import { nodeTokenBinding, secretBinding, secretScope } from './bindings.ts'
import { noteCurrentKey } from './current-key.ts'
import type { KeyFile } from './key-providers.ts'
import { type KeyDocument, KeyringError, toKeyring, withNewKey, withoutKey } from './keyring.ts'
import { renewKeyringCheck } from './open-sealer.ts'
import { createSealer, type KeyringSealer } from './sealer.ts'
import { UnsealError } from './unseal-error.ts'

export interface RotateKeysOptions {
  readonly db: Kysely<Database>
  readonly keyFile: KeyFile
  /** Rows to re-wrap in one transaction. Default: 200, so that others wait for milliseconds at most. */
  readonly batchSize?: number | undefined
  /** Stops between two batches; the next rotation goes on from there. */
  readonly signal?: AbortSignal | undefined
  /** Called after each batch with the number of rows done so far. */
  readonly onProgress?: ((rewrapped: number) => void) | undefined
  readonly randomBytes?: ((size: number) => Buffer) | undefined
}

export interface RotationReport {
  readonly currentKeyId: string
  /** An earlier rotation had been interrupted. This one finished it and made no new key. */
  readonly isResumed: boolean
  readonly rewrapped: number
  /** Secrets that no key of the ring opens; `verifyKeys` names their connections. */
  readonly unreadable: number
  /** Keys that no row needs any more; `dropKey` takes them away. */
  readonly droppable: readonly string[]
}

/**
 * Puts a new key into the key file and re-wraps everything sealed for it, in batches, while hubs go on reading and
 * writing; values themselves are not opened. Killed at any moment, it can be run again: it then finishes what was begun.
 * The old key stays in the file until `dropKey`.
 */
export async function rotateKeys(options: RotateKeysOptions): Promise<RotationReport> {
  const { db, keyFile, randomBytes = strongRandomBytes } = options
  const before = await keyFile.read()
  if (Object.keys(before.keys).length > 1) {
    const resumed = await rewrapAll(options, before)
    if (resumed.rewrapped > 0) return { ...resumed, isResumed: true }
  }
  const document = withNewKey(before, randomBytes)
  // The file comes first: nothing may be sealed with a key that could still be lost.
  await keyFile.write(document)
  return { ...(await rewrapAll({ ...options, db }, document)), isResumed: false }
}

/** Removes a key from the key file. Throws a `KeyringError` while anything is still sealed with it. */
export async function dropKey(db: Kysely<Database>, keyFile: KeyFile, keyId: string): Promise<void> {
  const needed = (await countByKey(db)).get(keyId) ?? 0
  if (needed > 0) {
    throw new KeyringError(
      `Key ${keyId} is still needed: ${needed} values are sealed with it.`,
      'Rotate again; if that leaves some, verify the keys to see which connections they belong to.',
    )
  }
  await keyFile.write(withoutKey(await keyFile.read(), keyId))
}

/** How many values are sealed with which key. */
export async function countByKey(db: Kysely<Database>): Promise<Map<string, number>> {
  const { rows } = await sql<{ key_id: string; count: number }>`
    select key_id, count(*)::int as count from (
      select sealed->>'keyId' as key_id from secret
      union all select sealed->>'keyId' from node_token where sealed is not null
      union all select value->>'keyId' from installation where key = 'keyring-check'
    ) as all_values group by key_id`.execute(db)
  return new Map(rows.map(({ key_id, count }) => [key_id, count]))
}

async function rewrapAll(
  options: RotateKeysOptions,
  document: KeyDocument,
): Promise<Omit<RotationReport, 'isResumed'>> {
  const { db, signal } = options
  const sealer = createSealer(toKeyring(document))
  await db.transaction().execute(async (trx) => {
    await noteCurrentKey(trx, document.current)
    await renewKeyringCheck(trx, sealer)
  })
  let rewrapped = 0
  let unreadable = 0
  for (let after: string | undefined; ; ) {
    signal?.throwIfAborted()
    const batch = await rewrapSecrets(options, sealer, after)
    rewrapped += batch.rewrapped
    unreadable += batch.unreadable
    after = batch.last
    if (after === undefined) break
    options.onProgress?.(rewrapped)
  }
  rewrapped += await rewrapNodeTokens(options, sealer)
  const inUse = await countByKey(db)
  const droppable = Object.keys(document.keys).filter((id) => id !== document.current && !inUse.has(id))
  return { currentKeyId: document.current, rewrapped, unreadable, droppable }
}

async function rewrapSecrets(
  { db, batchSize = 200 }: RotateKeysOptions,
  sealer: KeyringSealer,
  after: string | undefined,
): Promise<{ rewrapped: number; unreadable: number; last: string | undefined }> {
  return await db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('secret')
      .select(['account_id', 'id', 'field', 'sealed', 'hosts'])
      .where(sql<SqlBool>`sealed->>'keyId' <> ${sealer.currentKeyId}`)
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(batchSize)
      .forUpdate()
      .execute()
    let rewrapped = 0
    for (const { account_id: account, id, field, sealed, hosts } of rows) {
      const renewed = tryRewrap(sealer, sealed, secretBinding({ account, id, field }), secretScope(hosts))
      if (!renewed) continue
      await trx
        .updateTable('secret')
        .set({ sealed: JSON.stringify(renewed) })
        .where('account_id', '=', account)
        .where('id', '=', id)
        .execute()
      rewrapped++
    }
    return { rewrapped, unreadable: rows.length - rewrapped, last: rows.at(-1)?.id }
  })
}

/** A cached access token that cannot be re-wrapped is dropped, and the nodes request a new one. */
async function rewrapNodeTokens(
  { db, batchSize = 200, signal }: RotateKeysOptions,
  sealer: KeyringSealer,
): Promise<number> {
  for (let done = 0; ; ) {
    signal?.throwIfAborted()
    const count = await db.transaction().execute(async (trx) => {
      const rows = await trx
        .selectFrom('node_token')
        .select(['container_id', 'account_id', 'key', 'sealed'])
        .where(sql<SqlBool>`sealed->>'keyId' <> ${sealer.currentKeyId}`)
        .orderBy('container_id')
        .orderBy('account_id')
        .orderBy('key')
        .limit(batchSize)
        .forUpdate()
        .execute()
      for (const { container_id: container, account_id: account, key, sealed } of rows) {
        const renewed = sealed && tryRewrap(sealer, sealed, nodeTokenBinding({ container, account, key }))
        await trx
          .updateTable('node_token')
          .set({ sealed: renewed ? JSON.stringify(renewed) : null })
          .where('container_id', '=', container)
          .where('account_id', '=', account)
          .where('key', '=', key)
          .execute()
      }
      return rows.length
    })
    if (count === 0) return done
    done += count
  }
}

function tryRewrap(
  sealer: KeyringSealer,
  sealed: SealedValue,
  binding: string,
  scope?: string,
): SealedValue | undefined {
  try {
    return sealer.rewrap(sealed, binding, scope)
  } catch (error) {
    if (error instanceof UnsealError) return undefined
    throw error
  }
}
