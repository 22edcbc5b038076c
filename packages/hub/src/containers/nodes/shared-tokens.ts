import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { SealedValue } from '../../database/connection-tables.ts'
import type { Database } from '../../database/schema.ts'
import type { Topic } from '../../database/topics.ts'
import { nodeTokenBinding } from '../../secrets/bindings.ts'
import { UnsealError } from '../../secrets/unseal-error.ts'

/** Where an access token is kept. No tenant and no other container ever sees it. */
export interface TokenPlace {
  readonly container: string
  /** Tenant on whose behalf the node works. */
  readonly account: string
  /** By the connector: names the connection and its effective settings. */
  readonly key: string
}

export interface SharedToken {
  readonly sequence: number
  /** Null once it was removed. */
  readonly token: string | null
}

/** The topic that tells that a lock of this place was given back. */
export function lockTopic({ container, account, key }: TokenPlace): Topic {
  return `token-lock:${container}:${account}:${key}`
}

/**
 * Whether a container works for an account now: it is the account's own, or the account has attached the cloud and has a
 * job on it, running or finished within the hour.
 */
export async function worksForAccount(
  executor: Kysely<Database>,
  { container, account }: Omit<TokenPlace, 'key'>,
): Promise<boolean> {
  const { rows } = await sql<{ works: boolean }>`
    select exists (select from container where id = ${container} and account_id = ${account}) or (
      exists (select from cloud_attachment where container_id = ${container} and account_id = ${account})
      and exists (
        select from job where container_id = ${container} and account_id = ${account} and (
          state = 'running' or (state = 'finished' and finished_at > hub_now() - interval '1 hour')
        )
      )
    ) as works`.execute(executor)
  return rows[0]?.works === true
}

/** Reads a token. A token whose key is gone cannot be opened and counts as removed, so that a new one is requested. */
export async function readSharedToken(
  { db, sealer, log }: HubContext,
  place: TokenPlace,
): Promise<SharedToken | undefined> {
  const row = await db
    .selectFrom('node_token')
    .select(['sequence', 'sealed'])
    .where((at) => at.and(columnsOf(place)))
    .executeTakeFirst()
  // A row without a number only holds the lock of whoever requests the first token.
  if (!row || row.sequence === 0) return undefined
  if (row.sealed === null) return { sequence: row.sequence, token: null }
  try {
    return { sequence: row.sequence, token: sealer.open(row.sealed, nodeTokenBinding(place)) }
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error
    log.warn({ container: place.container, keyId: error.keyId }, 'a shared token cannot be opened')
    return { sequence: row.sequence, token: null }
  }
}

/**
 * Keeps a token unless one of the same or a higher number is there; says whether it was kept. Null with the number of the
 * token that is there removes it, so that a node removes only the token that it has seen; the number stays.
 */
export async function writeSharedToken(
  { db, sealer }: HubContext,
  place: TokenPlace,
  { sequence, token }: SharedToken,
  expiresAt: string | null,
): Promise<boolean> {
  const sealed: SealedValue | null = token === null ? null : sealer.seal(token, nodeTokenBinding(place))
  const row = { sequence, sealed: sealed && JSON.stringify(sealed), expires_at: expiresAt }
  const isRemoval: RawBuilder<boolean> =
    token === null
      ? sql<boolean>`node_token.sequence = ${sequence} and node_token.sealed is not null`
      : sql<boolean>`false`
  const written = await db
    .insertInto('node_token')
    .values({ ...columnsOf(place), ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['container_id', 'account_id', 'key'])
        .doUpdateSet(row)
        .where(sql<boolean>`node_token.sequence < ${sequence} or (${isRemoval})`),
    )
    .returning('sequence')
    .executeTakeFirst()
  return written !== undefined
}

/**
 * Takes the lock if it is free, or renews it for its holder. Returns undefined then, and otherwise the milliseconds after which
 * to look again.
 */
export async function tryLock(
  executor: Kysely<Database>,
  place: TokenPlace,
  holder: string,
  leaseMs: number,
): Promise<number | undefined> {
  const { container_id, account_id, key } = columnsOf(place)
  const { rows } = await sql<{ lock_holder: string; remaining_ms: number }>`
    with taken as (
      insert into node_token (container_id, account_id, key, lock_holder, lock_expires_at)
      values (${container_id}, ${account_id}, ${key}, ${holder}, hub_now() + ${leaseMs}::float8 * interval '1 millisecond')
      on conflict (container_id, account_id, key) do update
        set lock_holder = excluded.lock_holder, lock_expires_at = excluded.lock_expires_at
        where node_token.lock_holder is null or node_token.lock_holder = excluded.lock_holder
          or node_token.lock_expires_at <= hub_now()
      returning lock_holder
    )
    select lock_holder, 0 as remaining_ms from taken
    union all
    select lock_holder, extract(epoch from lock_expires_at - hub_now())::float8 * 1000 from node_token
    where container_id = ${container_id} and account_id = ${account_id} and key = ${key}
      and not exists (select from taken)`.execute(executor)
  const [row] = rows
  if (row?.lock_holder === holder) return undefined
  return Math.max(row?.remaining_ms ?? 0, 10)
}

/** Releases the lock. Does nothing when somebody else holds it by now. */
export async function unlock({ db, topics }: HubContext, place: TokenPlace, holder: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const given = await trx
      .updateTable('node_token')
      .set({ lock_holder: null, lock_expires_at: null })
      .where((at) => at.and(columnsOf(place)))
      .where('lock_holder', '=', holder)
      .returning('key')
      .executeTakeFirst()
    if (given) await topics.publish(trx, [lockTopic(place)])
  })
}

function columnsOf({ container, account, key }: TokenPlace): { container_id: string; account_id: string; key: string } {
  return { container_id: container, account_id: account, key }
}
