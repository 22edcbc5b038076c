import type { Kysely } from 'kysely'
import { hubNow, hubNowPlus } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'
import { hashToken } from './token.ts'

/** The purpose of a one-time token. A token of one purpose is unknown to the others. That of a known device is only peeked at. */
export type OneTimePurpose = 'set-up' | 'password-reset' | 'openid-connect' | 'known-device'

/** Keeps the hash of a token with its data, until the token is used or has expired. */
export async function putOneTime(
  db: Kysely<Database>,
  token: string,
  { purpose, data, lifetimeMs }: { purpose: OneTimePurpose; data: Record<string, unknown>; lifetimeMs: number },
): Promise<void> {
  await db
    .insertInto('one_time')
    .values({ hash: hashToken(token), purpose, data: JSON.stringify(data), expires_at: hubNowPlus(lifetimeMs) })
    .execute()
}

/** Checks without using the token up, so that no expensive work is done for an invalid one. */
export async function peekOneTime(
  db: Kysely<Database>,
  token: string,
  purpose: OneTimePurpose,
): Promise<Record<string, unknown> | undefined> {
  const row = await db
    .selectFrom('one_time')
    .select('data')
    .where('hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', hubNow())
    .executeTakeFirst()
  return row?.data
}

/** Takes it: of all who try at once, one gets it. */
export async function takeOneTime(
  db: Kysely<Database>,
  token: string,
  purpose: OneTimePurpose,
): Promise<Record<string, unknown> | undefined> {
  const row = await db
    .deleteFrom('one_time')
    .where('hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', hubNow())
    .returning('data')
    .executeTakeFirst()
  return row?.data
}
