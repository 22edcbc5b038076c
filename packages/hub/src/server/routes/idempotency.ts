import { createHash, randomUUID } from 'node:crypto'
import type { Actor, RouteId } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'

/** An answer that may be given again. */
export interface KeptAnswer {
  readonly status: number
  readonly body: unknown
  readonly etag: string | null
}

export interface IdempotentRequest {
  /** The `Idempotency-Key` as it came. */
  readonly key: string
  readonly routeId: RouteId
  readonly account: string | undefined
  readonly actor: Actor
  readonly params: unknown
  readonly body: unknown
  readonly signal: AbortSignal
}

/** Keeps the answer of a request in the transaction of what it changes. */
export type KeepAnswer = (executor: Kysely<Database>, answer: KeptAnswer) => Promise<void>

/** Runs what changes something and keeps its answer, or gives the answer again. */
export type RunOnce = (
  request: IdempotentRequest,
  run: (keep: KeepAnswer) => Promise<KeptAnswer>,
) => Promise<{ readonly answer: KeptAnswer; readonly isRepeated: boolean }>

/** A hub that dies in the middle leaves its key taken for so long. */
const pendingSeconds = 60
const keptSeconds = 24 * 60 * 60
const pauseMs = 50
const maxPauses = 100

/**
 * Makes the keeper of idempotency keys, which all hubs on the database share. Requests with the same key that come together
 * wait up to 5 s for the first; a failed one frees its key. What changes something keeps its answer in the same
 * transaction: when a hub dies, a repetition finds either both or, after a minute, neither.
 */
export function createIdempotency({ db, clock }: Pick<HubContext, 'db' | 'clock'>): RunOnce {
  return async (request, run) => {
    const { key, actor, signal } = request
    checkKey(key)
    const scope = `${request.account ?? '-'}:${actor.kind}:${actor.id ?? '-'}`
    const requestHash = hashOf([request.routeId, request.params, request.body])
    const holder = randomUUID()
    for (let pauses = 0; ; pauses++) {
      if (await claim(scope, key, requestHash, holder)) return await runFirst(scope, key, holder, run)
      const kept = await db
        .selectFrom('idempotency')
        .select(['request_hash', 'answer'])
        .where('scope', '=', scope)
        .where('key', '=', key)
        .executeTakeFirst()
      // Freed in between: claim it.
      if (kept === undefined) continue
      if (kept.request_hash !== requestHash) {
        throw new HubProblem('IDEMPOTENCY_KEY_REUSED', {
          detail: 'The Idempotency-Key was sent with another request before.',
          suggestion: 'Make a new key for each new request; repeat the key only with the same request.',
        })
      }
      if (kept.answer !== null) return { answer: kept.answer, isRepeated: true }
      if (pauses >= maxPauses) {
        const detail = 'The first request with this Idempotency-Key is still under way.'
        throw new HubProblem('NOT_READY', { detail, suggestion: 'Repeat the request.', retryAfterSeconds: 2 })
      }
      await clock.sleep(pauseMs, signal)
    }
  }

  async function runFirst(
    scope: string,
    key: string,
    holder: string,
    run: (keep: KeepAnswer) => Promise<KeptAnswer>,
  ): Promise<{ answer: KeptAnswer; isRepeated: boolean }> {
    const held = { scope, key, holder }
    try {
      return { answer: await run((executor, answer) => keepAnswer(executor, held, answer)), isRepeated: false }
    } catch (error) {
      await free(held)
      throw error
    }
  }

  async function claim(scope: string, key: string, requestHash: string, holder: string): Promise<boolean> {
    const { rows } = await sql`
      insert into idempotency as kept (scope, key, request_hash, holder, answer, expires_at)
      values (${scope}, ${key}, ${requestHash}, ${holder}, null, hub_now() + make_interval(secs => ${pendingSeconds}))
      on conflict (scope, key) do update
        set request_hash = excluded.request_hash, holder = excluded.holder, answer = null, expires_at = excluded.expires_at
        where kept.expires_at <= hub_now()
      returning key`.execute(db)
    return rows.length === 1
  }

  async function keepAnswer(executor: Kysely<Database>, held: Held, answer: KeptAnswer): Promise<void> {
    const { numUpdatedRows } = await executor
      .updateTable('idempotency')
      .set({ answer: JSON.stringify(answer), expires_at: sql<Date>`hub_now() + make_interval(secs => ${keptSeconds})` })
      .where('scope', '=', held.scope)
      .where('key', '=', held.key)
      .where('holder', '=', held.holder)
      .where('answer', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 1n) return
    const detail = 'The request took so long that its repetition has begun; this one changed nothing.'
    throw new HubProblem('NOT_READY', { detail, suggestion: 'Repeat the request.', retryAfterSeconds: 2 })
  }

  async function free({ scope, key, holder }: Held): Promise<void> {
    await db
      .deleteFrom('idempotency')
      .where('scope', '=', scope)
      .where('key', '=', key)
      .where('holder', '=', holder)
      .where('answer', 'is', null)
      .execute()
  }
}

/** A key while its first request is under way. */
interface Held {
  readonly scope: string
  readonly key: string
  readonly holder: string
}

function checkKey(key: string): void {
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return
  const message = 'must be 1 to 255 visible ASCII characters'
  throw new HubProblem('REQUEST_INVALID', {
    detail: `The header Idempotency-Key ${message}.`,
    fields: [{ field: 'header.idempotency-key', message }],
  })
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(stableJson(value)).digest('base64url')
}

/** The same text for the same content, whatever the order of names. */
function stableJson(value: unknown): string {
  return JSON.stringify(value, (_name, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}
