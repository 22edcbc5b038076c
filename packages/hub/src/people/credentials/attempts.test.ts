import { describe, expect, it } from 'vitest'
import { advanceDatabaseTime, openTestDatabase } from '../../testing/database/test-database.ts'
import { type AttemptLimit, countAttempt, senderOf } from './attempts.ts'

const limit: AttemptLimit = { purpose: 'test', of: 'ada', max: 3, windowMs: 60_000 }

describe('countAttempt', () => {
  it('lets exactly so many through of those that come at once, and tells of the first refusal only', async () => {
    await using database = await openTestDatabase()
    let refusals = 0
    const count = () =>
      countAttempt(database.db, limit, async () => {
        refusals += 1
      })

    const answers = await Promise.allSettled(Array.from({ length: 10 }, count))

    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(refusals).toBe(1)
  })

  it('begins anew when the window of the first try has passed, however many came since', async () => {
    await using database = await openTestDatabase()
    for (let i = 0; i < 3; i += 1) await countAttempt(database.db, limit)
    await advanceDatabaseTime(database, 59_000)
    await expect(countAttempt(database.db, limit)).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      facts: { retryAfterSeconds: 1 },
    })

    await advanceDatabaseTime(database, 1_000)

    await expect(countAttempt(database.db, limit)).resolves.toBeUndefined()
  })
})

describe('senderOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['unknown', 'unknown'],
  ])('counts %s as %s', (address, sender) => {
    expect(senderOf(address)).toBe(sender)
  })
})
