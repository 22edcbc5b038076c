import { isIPv6 } from 'node:net'
import { type Kysely, sql } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import { hubNowPlus } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'
import { hashToken } from './token.ts'

/** How often something may be attempted in a window of time, counted by all hubs together. */
export interface AttemptLimit {
  /** Groups the counters: `sign-in-email`. */
  readonly purpose: string
  /** Whose tries are counted together: an address, an email address. */
  readonly of: string
  readonly max: number
  readonly windowMs: number
}

/**
 * Counts an attempt. Throws `TOO_MANY_REQUESTS` above the limit, until the window that the first attempt opened has passed.
 * Calls `onFirstRefusal` for the first refusal only, for whatever should be recorded once.
 */
export async function countAttempt(
  db: Kysely<Database>,
  limit: AttemptLimit,
  onFirstRefusal?: () => Promise<void>,
): Promise<void> {
  const { count, wait } = await db
    .insertInto('attempt')
    .values({ bucket: bucketOf(limit), count: 1, reset_at: hubNowPlus(limit.windowMs) })
    .onConflict((conflict) =>
      conflict.column('bucket').doUpdateSet({
        count: sql`case when attempt.reset_at <= hub_now() then 1 else attempt.count + 1 end`,
        reset_at: sql`case when attempt.reset_at <= hub_now() then excluded.reset_at else attempt.reset_at end`,
      }),
    )
    .returning(['count', sql<number>`ceil(extract(epoch from reset_at - hub_now()))::integer`.as('wait')])
    .executeTakeFirstOrThrow()
  if (count <= limit.max) return
  if (count === limit.max + 1) await onFirstRefusal?.()
  throw new HubProblem('TOO_MANY_REQUESTS', {
    detail: `That was tried ${limit.max} times within ${limit.windowMs / 1000} seconds.`,
    suggestion: `Try again in ${Math.max(wait, 1)} seconds.`,
    retryAfterSeconds: Math.max(wait, 1),
  })
}

/** Forgets the tries so far, after a success. */
export async function forgetAttempts(db: Kysely<Database>, limit: AttemptLimit): Promise<void> {
  await db.deleteFrom('attempt').where('bucket', '=', bucketOf(limit)).execute()
}

/** What counts as one sender: an IPv4 address, or the first 64 bits of an IPv6 address, which one subscriber owns entirely. */
export function senderOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const plain = address.replace(/%.*$/, '')
  if (!isIPv6(plain)) return address
  const [head = '', tail] = plain.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  return [...first, ...Array<string>(middle).fill('0'), ...last]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

function bucketOf({ purpose, of }: AttemptLimit): string {
  // Hashed to bound the length, and so that no list of addresses is stored.
  return `${purpose}:${hashToken(of.toLowerCase())}`
}
