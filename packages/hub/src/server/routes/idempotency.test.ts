import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { HubDatabase } from '../../database/hub-database.ts'
import { advanceDatabaseTime, openTestDatabase } from '../../testing/database/test-database.ts'
import { manualClock } from '../../testing/manual-clock.ts'
import { createIdempotency, type IdempotentRequest, type KeepAnswer, type KeptAnswer } from './idempotency.ts'

describe('createIdempotency', () => {
  it('gives the answer that was kept with the change, though the hub came to nothing after it', async () => {
    await using database = await openTestDatabase()
    const runOnce = createIdempotency({ db: database.db, clock: manualClock() })
    const died = runOnce(request, async (keep) => {
      await change(database, 'first', keep)
      throw new Error('killed after the commit')
    })
    await expect(died).rejects.toThrow('killed')

    const { answer, isRepeated } = await runOnce(request, async () => answerOf('second'))

    expect([answer, isRepeated]).toEqual([answerOf('first'), true])
    expect(await changes(database)).toEqual(['first'])
  })

  it('undoes the change of a request whose repetition has begun meanwhile', async () => {
    await using database = await openTestDatabase()
    const runOnce = createIdempotency({ db: database.db, clock: manualClock() })
    const slow = runOnce(request, async (keep) => {
      await advanceDatabaseTime(database, 61_000)
      await runOnce(request, async (keepOther) => await change(database, 'repetition', keepOther))
      return await change(database, 'slow', keep)
    })

    await expect(slow).rejects.toMatchObject({ code: 'NOT_READY' })

    expect(await changes(database)).toEqual(['repetition'])
  })
})

const request: IdempotentRequest = {
  key: 'k1',
  routeId: 'accounts.create',
  account: undefined,
  actor: { kind: 'person', id: '018f0000-0000-7000-8000-000000000001', name: 'Ada' },
  params: {},
  body: { name: 'A' },
  signal: new AbortController().signal,
}

function answerOf(name: string): KeptAnswer {
  return { status: 201, body: { name }, etag: null }
}

/** Changes something and keeps the answer in one transaction, as handlers do. */
async function change({ db }: HubDatabase, name: string, keep: KeepAnswer): Promise<KeptAnswer> {
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('installation').values({ key: name, value: '1' }).execute()
    await keep(trx, answerOf(name))
  })
  return answerOf(name)
}

async function changes({ db }: HubDatabase): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select key from installation where key in ('first', 'second', 'slow', 'repetition')`.execute(db)
  return rows.map(({ key }) => key)
}
