import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Database } from '../database/schema.ts'
import { secretBinding, secretScope } from './bindings.ts'
import { countByKey } from './rotate-keys.ts'
import type { KeyringSealer } from './sealer.ts'
import { UnsealError } from './unseal-error.ts'

export interface KeyVerification {
  readonly secrets: number
  /** Sealed values of any kind, by the id of their key. */
  readonly byKey: Readonly<Record<string, number>>
  /** Keys that are in use and not in the ring. */
  readonly missingKeys: readonly string[]
  readonly unreadable: readonly UnreadableSecret[]
}

export interface UnreadableSecret {
  readonly account: string
  readonly field: string
  readonly keyId: string
  /** Names of the connections that use it. Empty for a secret that was set but never saved. */
  readonly connections: readonly string[]
  readonly reason: string
}

const batchSize = 500

/** Opens every stored secret and reports which cannot be opened, without keeping or showing any. */
export async function verifyKeys({
  db,
  sealer,
}: {
  readonly db: Kysely<Database>
  readonly sealer: KeyringSealer
}): Promise<KeyVerification> {
  const unreadable: UnreadableSecret[] = []
  let secrets = 0
  for (let after: string | undefined; ; ) {
    const rows = await db
      .selectFrom('secret')
      .select(['account_id', 'id', 'field', 'sealed', 'hosts'])
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(batchSize)
      .execute()
    for (const { account_id: account, id, field, sealed, hosts } of rows) {
      try {
        sealer.open(sealed, secretBinding({ account, id, field }), secretScope(hosts))
      } catch (error) {
        if (!(error instanceof UnsealError)) throw error
        const connections = await namesOfUsers(db, account, id, field)
        unreadable.push({ account, field, keyId: error.keyId, connections, reason: error.message })
      }
    }
    secrets += rows.length
    after = rows.at(-1)?.id
    if (rows.length < batchSize) break
  }
  const byKey = await countByKey(db)
  return {
    secrets,
    byKey: Object.fromEntries(byKey),
    missingKeys: [...byKey.keys()].filter((keyId) => !sealer.hasKey(keyId)),
    unreadable,
  }
}

async function namesOfUsers(db: Kysely<Database>, account: string, id: string, field: string): Promise<string[]> {
  const rows = await db
    .selectFrom('connection')
    .select('name')
    .where('account_id', '=', account)
    .where(sql<SqlBool>`secrets @> ${JSON.stringify({ [field]: id })}::jsonb`)
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}
