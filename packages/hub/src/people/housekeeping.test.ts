import { describe, expect, it } from 'vitest'
import type { HubContext } from '../context/hub-context.ts'
import { readPeopleOptions } from '../context/people-options.ts'
import { advanceDatabaseTime, readDatabaseTime } from '../testing/database/test-database.ts'
import { createTestAccount } from '../testing/test-account.ts'
import { startTestHub } from '../testing/test-hub.ts'
import { peopleTasks } from './housekeeping.ts'

describe('peopleTasks', () => {
  it('delete what ended long ago, and nothing that counts or can be looked at', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const params = { account: owner.account.id, key: owner.key.id }
    await owner.client.call('invitations.create', { params, body: { email: 'a@example.com', role: 'viewer' } })
    await owner.client.call('keys.revoke', { params })
    const { db } = test.database
    const stopping = new AbortController().signal
    const run = async (): Promise<number[]> => {
      const now = await readDatabaseTime(test.database)
      for (const task of peopleTasks)
        await task.remove({ db, people: readPeopleOptions(), stopping } as HubContext, now)
      const tables = ['session', 'invitation', 'api_key', 'person', 'audit'] as const
      return await Promise.all(tables.map(async (table) => (await db.selectFrom(table).selectAll().execute()).length))
    }

    expect(await run()).toEqual([1, 1, 1, 1, 2])
    await advanceDatabaseTime(test.database, 89 * 86_400_000)
    expect(await run()).toEqual([0, 1, 1, 1, 2])
    await advanceDatabaseTime(test.database, 9 * 86_400_000)

    expect(await run()).toEqual([0, 0, 0, 1, 2])
  })
})
