import { describe, expect, it, vi } from 'vitest'
import type { HubContext } from '../context/hub-context.ts'
import type { HubDatabase } from '../database/hub-database.ts'
import { openTestDatabase, readDatabaseTime } from '../testing/database/test-database.ts'
import { createExpiryTasks } from './expire-rows.ts'

describe('createExpiryTasks', () => {
  it('takes away what has expired and keeps the rest, in more than one batch', async () => {
    await using database = await openTestDatabase()
    const { db } = database
    const rows = (
      prefix: string,
      count: number,
      expires: string,
    ): { bucket: string; count: number; reset_at: string }[] =>
      Array.from({ length: count }, (_, i) => ({ bucket: `${prefix}${i}`, count: 1, reset_at: expires }))
    await db
      .insertInto('attempt')
      .values(rows('old', 2_500, '2020-01-01Z'))
      .execute()
    await db
      .insertInto('attempt')
      .values(rows('new', 3, '2999-01-01Z'))
      .execute()
    const values = { purpose: 'x', data: '{}' }
    await db
      .insertInto('one_time')
      .values([
        { hash: 'old', ...values, expires_at: '2020-01-01Z' },
        { hash: 'new', ...values, expires_at: '2999-01-01Z' },
      ])
      .execute()

    for (const task of createExpiryTasks()) await task.remove(makeContext(database), await readDatabaseTime(database))

    expect(await db.selectFrom('attempt').select('bucket').orderBy('bucket').execute()).toEqual(
      ['new0', 'new1', 'new2'].map((bucket) => ({ bucket })),
    )
    expect(await db.selectFrom('one_time').select('hash').execute()).toEqual([{ hash: 'new' }])
  })

  it('keeps the audit log for its days and no longer', async () => {
    await using database = await openTestDatabase()
    const { db } = database
    const entry = { actor: '{}', action: 'x', outcome: 'done', detail: '{}', request_id: '', address: '' } as const
    const at = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
    await db
      .insertInto('audit')
      .values([9, 11].map((days) => ({ ...entry, id: `00000000-0000-7000-8000-0000000000${days + 10}`, at: at(days) })))
      .execute()
    const task = createExpiryTasks({ auditRetentionDays: 10 }).find(({ name }) => name === 'forget-old-audit')

    await task?.remove(makeContext(database), await readDatabaseTime(database))

    expect(await db.selectFrom('audit').select('id').execute()).toHaveLength(1)
  })

  it('refuses a retention that is not a number of days', () => {
    expect(() => createExpiryTasks({ jobRetentionDays: 0 })).toThrow(TypeError)
  })
})

function makeContext({ db }: HubDatabase): HubContext {
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  return { db, log, stopping: new AbortController().signal } as unknown as HubContext
}
