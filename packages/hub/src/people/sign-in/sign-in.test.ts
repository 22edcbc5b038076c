import { describe, expect, it } from 'vitest'
import type { DeriveKey } from '../../context/people-options.ts'
import { advanceDatabaseTime } from '../../testing/database/test-database.ts'
import { createTestAccount, createTestBrowser, sessionCookieName } from '../../testing/test-account.ts'
import { startTestHub, type TestHub } from '../../testing/test-hub.ts'
import { createPasswordHasher } from '../credentials/password-hasher.ts'

const password = 'seven grey herons walk'

describe('session.create', () => {
  it('signs in with a new token each time, and ends the session that the browser had', async () => {
    await using test = await startTestHub()
    const email = await addPerson(test)
    const browser = createTestBrowser(test, { [sessionCookieName(test)]: 'slipped-in-by-somebody-else' })

    await browser.client.call('session.create', { body: { email, password } })
    const first = browser.cookies[sessionCookieName(test)] ?? ''
    await browser.client.call('session.create', { body: { email, password } })

    expect(browser.cookies[sessionCookieName(test)]).not.toBe(first)
    expect(first).not.toBe('slipped-in-by-somebody-else')
    const replay = createTestBrowser(test, { [sessionCookieName(test)]: first })
    await expect(replay.client.call('session.get')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  })

  it('sends a cookie that scripts cannot read and other sites cannot send', async () => {
    await using test = await startTestHub()
    const email = await addPerson(test)
    const { client } = createTestBrowser(test)

    const { headers } = await client.call('session.create', { body: { email, password } })

    expect(headers.getSetCookie()[0]).toMatch(
      /^__Host-coupa_connector_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  it('does not tell an unknown address from a wrong password, nor by the work it does', async () => {
    const runs: number[] = []
    const deriveKey: DeriveKey = async (_password, _salt, cost) => {
      runs.push(cost)
      return Buffer.alloc(32, 1)
    }
    await using test = await startTestHub({ people: { deriveKey, passwordCost: 16 } })
    const email = await addPerson(test)
    const { client } = createTestBrowser(test)
    const refusal = async (body: { email: string; password: string }) => {
      const before = runs.length
      const error = await client.call('session.create', { body }).catch((thrown: unknown) => thrown)
      const { requestId, ...problem } = (error as { problem: { requestId: string } }).problem
      return { problem, hasRequestId: requestId !== '', runs: runs.slice(before) }
    }

    const wrong = await refusal({ email, password: 'not this one at all' })
    const unknown = await refusal({ email: 'nobody@example.com', password: 'not this one at all' })

    expect(wrong).toEqual(unknown)
    expect(wrong.runs).toEqual([16])
  })

  it('tries five sign-ins a minute for one address of thirty at once', async () => {
    const runs: string[] = []
    const deriveKey: DeriveKey = async (given) => {
      runs.push(given)
      return Buffer.alloc(32)
    }
    await using test = await startTestHub({ people: { deriveKey, signInsPerAddressPerMinute: 100 } })
    const { client } = createTestBrowser(test)

    const answers = await Promise.allSettled(
      Array.from({ length: 30 }, () =>
        client.call('session.create', { body: { email: 'ada@example.com', password: 'wrong wrong' } }),
      ),
    )

    const codes = answers.map((answer) => (answer.status === 'rejected' ? answer.reason.code : 'signed in'))
    expect(codes.filter((code) => code === 'SIGN_IN_REFUSED')).toHaveLength(5)
    expect(codes.filter((code) => code === 'TOO_MANY_REQUESTS')).toHaveLength(25)
    expect(runs).toHaveLength(5)
  })

  it('counts tries for an email address however it is written, and lets them in again after a minute', async () => {
    await using test = await startTestHub()
    const email = await addPerson(test)
    const { client } = createTestBrowser(test)
    for (const written of [email, email.toUpperCase(), email, email, email.toUpperCase()]) {
      await expect(
        client.call('session.create', { body: { email: written, password: 'wrong' } }),
      ).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' })
    }

    await expect(client.call('session.create', { body: { email, password } })).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
    })
    await advanceDatabaseTime(test.database, 61_000)

    expect((await client.call('session.create', { body: { email, password } })).status).toBe(201)
  })

  describe('while strangers guess', () => {
    const signIn = async (test: TestHub, address: string, body: object, cookie = ''): Promise<Response> =>
      await test.hub.fetch(`${test.origin}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: test.origin, 'x-forwarded-for': address, cookie },
        body: JSON.stringify(body),
      })
    const guess = async (test: TestHub, email: string, addresses: number): Promise<number[]> => {
      const statuses: number[] = []
      for (let number = 0; number < addresses; number++) {
        for (let attempt = 0; attempt < 6; attempt++) {
          statuses.push((await signIn(test, `203.0.113.${number}`, { email, password: 'wrong' })).status)
        }
      }
      return statuses
    }

    it('lets the person in from another address', async () => {
      await using test = await startTestHub({ trustProxy: ['127.0.0.1'] })
      const email = await addPerson(test)
      await guess(test, email, 2)

      expect((await signIn(test, '198.51.100.7', { email, password })).status).toBe(201)
    })

    it('bounds guesses from many addresses, and lets in a browser that the person has signed in with', async () => {
      await using test = await startTestHub({ trustProxy: ['127.0.0.1'] })
      const email = await addPerson(test)
      const first = await signIn(test, '198.51.100.7', { email, password })
      const device = first.headers.getSetCookie().find((line) => line.includes('device=')) ?? ''
      const cookie = device.slice(0, device.indexOf(';'))

      const guesses = await guess(test, email, 20)

      expect(guesses.filter((status) => status !== 429).length).toBeLessThanOrEqual(50)
      expect((await signIn(test, '198.51.100.8', { email, password })).status).toBe(429)
      expect((await signIn(test, '198.51.100.8', { email, password }, cookie)).status).toBe(201)
      // The cookie gives no right: with it guesses are bounded too, and for others it counts nothing.
      const known = []
      for (let attempt = 0; attempt < 7; attempt++)
        known.push((await signIn(test, '198.51.100.8', { email, password: 'wrong' }, cookie)).status)
      expect(known.slice(-2)).toEqual([429, 429])
      expect((await test.hub.fetch(`${test.origin}/api/v1/session`, { headers: { cookie } })).status).toBe(401)
    })
  })

  it('counts tries for a network address, whatever email addresses they name', async () => {
    await using test = await startTestHub({ people: { signInsPerAddressPerMinute: 3, passwordCost: 16 } })
    const { client } = createTestBrowser(test)
    const codes: string[] = []
    for (let i = 0; i < 4; i += 1) {
      await client
        .call('session.create', { body: { email: `${i}@example.com`, password: 'wrong' } })
        .catch((error: { code: string }) => codes.push(error.code))
    }

    expect(codes).toEqual(['SIGN_IN_REFUSED', 'SIGN_IN_REFUSED', 'SIGN_IN_REFUSED', 'TOO_MANY_REQUESTS'])
  })

  it('hashes a password anew when it was stored at another cost', async () => {
    await using test = await startTestHub({ people: { passwordCost: 32 } })
    const email = await addPerson(test)
    const stored = () => test.database.db.selectFrom('person').select('password_hash').executeTakeFirstOrThrow()
    expect((await stored()).password_hash).toContain('$ln=4,')
    const { client } = createTestBrowser(test)

    await client.call('session.create', { body: { email, password } })

    expect((await stored()).password_hash).toContain('$ln=5,')
    expect((await client.call('session.create', { body: { email, password } })).status).toBe(201)
  })

  it('refuses who is disabled, and ends what they have open', async () => {
    await using test = await startTestHub()
    const email = await addPerson(test)
    const browser = createTestBrowser(test)
    await browser.client.call('session.create', { body: { email, password } })

    await test.database.db.updateTable('person').set({ disabled_at: new Date() }).execute()

    await expect(browser.client.call('session.get')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
    await expect(browser.client.call('session.create', { body: { email, password } })).rejects.toMatchObject({
      code: 'SIGN_IN_REFUSED',
    })
  })

  it('tells the accounts of a person of a failed sign-in, and never the password', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const { client } = createTestBrowser(test)
    await expect(
      client.call('session.create', { body: { email: owner.person.email, password: 'guessed by a stranger' } }),
    ).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' })
    await expect(
      client.call('session.create', { body: { email: 'typed password here', password: 'guessed by a stranger' } }),
    ).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' })

    const { body } = await owner.client.call('audit.list', {
      params: { account: owner.account.id },
      query: { action: 'session.create' },
    })

    expect(body.items).toMatchObject([
      { outcome: 'refused', actor: { kind: 'system', id: null }, subject: { kind: 'person', id: owner.person.id } },
    ])
    const all = await test.database.db.selectFrom('audit').selectAll().execute()
    expect(all).toHaveLength(2)
    expect(JSON.stringify(all)).not.toMatch(/guessed by a stranger|typed password here/)
  })
})

describe('sessions', () => {
  it('end after twelve hours, however busy', async () => {
    await using test = await startTestHub()
    const { client } = await createTestAccount(test)
    for (let hour = 1; hour < 12; hour += 1) {
      await advanceDatabaseTime(test.database, 3_600_000)
      await client.call('session.get')
    }

    await advanceDatabaseTime(test.database, 3_600_000)

    await expect(client.call('session.get')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  })

  it('end when they were not used for two hours', async () => {
    await using test = await startTestHub()
    const { client } = await createTestAccount(test)
    await advanceDatabaseTime(test.database, 7_199_000)
    await client.call('session.get')
    await advanceDatabaseTime(test.database, 7_199_000)
    await client.call('session.get')

    await advanceDatabaseTime(test.database, 7_201_000)

    await expect(client.call('session.get')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  })

  it('write down when they were used every five minutes at most', async () => {
    await using test = await startTestHub()
    const { client } = await createTestAccount(test)
    const seen = async () =>
      (await test.database.db.selectFrom('session').select('seen_at').executeTakeFirstOrThrow()).seen_at.getTime()
    const begin = await seen()

    await advanceDatabaseTime(test.database, 299_000)
    await client.call('session.get')
    expect(await seen()).toBe(begin)
    await advanceDatabaseTime(test.database, 2_000)
    await client.call('session.get')

    expect(await seen()).toBeGreaterThan(begin)
  })

  it('are over at once when the person signs out', async () => {
    await using test = await startTestHub()
    const { client, cookie } = await createTestAccount(test)
    const [name = '', token = ''] = cookie.split('=')

    await client.call('session.delete')

    const replay = createTestBrowser(test, { [name]: token })
    await expect(replay.client.call('session.get')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  })

  it('are listed for their person and can be ended one by one', async () => {
    await using test = await startTestHub()
    const email = await addPerson(test)
    const [here, elsewhere] = [createTestBrowser(test), createTestBrowser(test)]
    await here.client.call('session.create', { body: { email, password } })
    await elsewhere.client.call('session.create', { body: { email, password } })
    const { items } = (await here.client.call('session.list')).body
    const other = items.find(({ isCurrent }) => !isCurrent)

    await here.client.call('session.revoke', { params: { session: other?.id ?? '' } })

    expect(items).toHaveLength(2)
    expect((await here.client.call('session.list')).body.items).toMatchObject([{ isCurrent: true }])
    await expect(elsewhere.client.call('session.get')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  })

  it('of others can be neither seen nor ended', async () => {
    await using test = await startTestHub()
    const [one, other] = [await createTestAccount(test), await createTestAccount(test)]
    const { session } = (await other.client.call('session.get')).body

    await expect(one.client.call('session.revoke', { params: { session: session.id } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })

    expect((await one.client.call('session.list')).body.items).toHaveLength(1)
    expect((await other.client.call('session.get')).status).toBe(200)
  })
})

describe('person.setPassword', () => {
  const newPassword = 'eleven calm otters dive'

  it('ends all other sessions and gives this one another token', async () => {
    await using test = await startTestHub()
    const email = await addPerson(test)
    const [here, elsewhere] = [createTestBrowser(test), createTestBrowser(test)]
    await here.client.call('session.create', { body: { email, password } })
    await elsewhere.client.call('session.create', { body: { email, password } })
    const copied = createTestBrowser(test, { ...here.cookies })

    await here.client.call('person.setPassword', { body: { currentPassword: password, newPassword } })

    expect((await here.client.call('session.list')).body.items).toHaveLength(1)
    for (const { client } of [elsewhere, copied]) {
      await expect(client.call('session.get')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
    }
    await expect(here.client.call('session.create', { body: { email, password } })).rejects.toMatchObject({
      code: 'SIGN_IN_REFUSED',
    })
    await here.client.call('session.create', { body: { email, password: newPassword } })
  })

  it('takes the current password, and not often a wrong one', async () => {
    await using test = await startTestHub()
    const email = await addPerson(test)
    const { client } = createTestBrowser(test)
    await client.call('session.create', { body: { email, password } })
    const codes: string[] = []
    for (let i = 0; i < 6; i += 1) {
      await client
        .call('person.setPassword', { body: { currentPassword: `wrong ${i}`, newPassword } })
        .catch((error: { code: string }) => codes.push(error.code))
    }

    expect(codes).toEqual([...Array(5).fill('SIGN_IN_REFUSED'), 'TOO_MANY_REQUESTS'])
  })
})

describe('person.resetPassword', () => {
  const newPassword = 'eleven calm otters dive'

  it('sets a new password once with the newest link, and ends all sessions', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const older = tokenOf(await test.hub.createPasswordResetLink(owner.person.email.toUpperCase()))
    const token = tokenOf(await test.hub.createPasswordResetLink(owner.person.email))
    const { client } = createTestBrowser(test)

    await expect(client.call('person.resetPassword', { body: { token: older, newPassword } })).rejects.toMatchObject({
      code: 'LINK_SPENT',
    })
    const answers = await Promise.allSettled(
      Array.from({ length: 4 }, () => client.call('person.resetPassword', { body: { token, newPassword } })),
    )

    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(owner.client.call('session.get')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
    await client.call('session.create', { body: { email: owner.person.email, password: newPassword } })
  })

  it('refuses a link older than a day, and one for an invitation', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const token = tokenOf(await test.hub.createPasswordResetLink(owner.person.email))
    const { client } = createTestBrowser(test)
    await advanceDatabaseTime(test.database, 24 * 3_600_000)

    await expect(client.call('person.resetPassword', { body: { token, newPassword } })).rejects.toMatchObject({
      code: 'LINK_SPENT',
    })
    await expect(test.hub.createPasswordResetLink('nobody@example.com')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

function tokenOf(link: string): string {
  return new URL(link).hash.slice(1)
}

/** A person with the password of this file, stored at a cost of 16; gives the email address. */
async function addPerson(test: TestHub): Promise<string> {
  const { person } = await createTestAccount(test, { email: 'ada@example.com' })
  const hasher = createPasswordHasher({ randomBytes: (size) => Buffer.alloc(size, 7), cost: 16 })
  await test.database.db.deleteFrom('session').execute()
  await test.database.db
    .updateTable('person')
    .set({ password_hash: await hasher.hash(password) })
    .where('id', '=', person.id)
    .execute()
  return person.email
}
