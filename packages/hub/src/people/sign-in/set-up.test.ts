import { describe, expect, it } from 'vitest'
import { advanceDatabaseTime } from '../../testing/database/test-database.ts'
import { createTestBrowser, sessionCookieName } from '../../testing/test-account.ts'
import { startTestHub, type TestHub } from '../../testing/test-hub.ts'

const first = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  password: 'seven grey herons walk',
  accountName: 'Example Wörks, Inc.',
}

describe('installation.setUp', () => {
  it('makes the first administrator with an account of their own, and signs them in', async () => {
    await using test = await startTestHub()
    const browser = createTestBrowser(test)

    const { body } = await browser.client.call('installation.setUp', {
      body: { ...first, token: await linkToken(test) },
    })

    expect(body).toMatchObject({
      person: { email: 'ada@example.com', isInstallationAdministrator: true },
      memberships: [{ role: 'owner', account: { slug: 'example-works-inc', name: 'Example Wörks, Inc.' } }],
    })
    expect((await browser.client.call('session.get')).body.person.id).toBe(body.person.id)
    expect((await browser.client.call('installation.get')).body.isSetUp).toBe(true)
  })

  it('lets one of eight at once win', async () => {
    await using test = await startTestHub()
    const token = await linkToken(test)
    const { client } = createTestBrowser(test)

    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) =>
        client.call('installation.setUp', { body: { ...first, email: `ada${i}@example.com`, token } }),
      ),
    )

    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await test.database.db.selectFrom('person').select('id').execute()).toHaveLength(1)
    expect(await test.database.db.selectFrom('account').select('id').execute()).toHaveLength(1)
  })

  it('stops working when somebody is there', async () => {
    await using test = await startTestHub()
    const token = await linkToken(test)
    const { client } = createTestBrowser(test)
    await client.call('installation.setUp', { body: { ...first, token } })

    await expect(client.call('installation.setUp', { body: { ...first, token } })).rejects.toMatchObject({
      code: 'ALREADY_SET_UP',
    })
    expect(await test.hub.setUpLink()).toBeUndefined()
  })

  it('refuses a link that is not the newest, or is older than a day', async () => {
    await using test = await startTestHub()
    const { client } = createTestBrowser(test)
    const older = await linkToken(test)
    const newest = await linkToken(test)

    await expect(client.call('installation.setUp', { body: { ...first, token: older } })).rejects.toMatchObject({
      code: 'LINK_SPENT',
    })
    await advanceDatabaseTime(test.database, 24 * 3_600_000)
    await expect(client.call('installation.setUp', { body: { ...first, token: newest } })).rejects.toMatchObject({
      code: 'LINK_SPENT',
    })
  })

  it('does not spend the link on a weak password', async () => {
    await using test = await startTestHub()
    const { client } = createTestBrowser(test)
    const token = await linkToken(test)

    await expect(
      client.call('installation.setUp', { body: { ...first, token, password: 'Password1234!' } }),
    ).rejects.toMatchObject({ code: 'PASSWORD_TOO_WEAK' })

    expect((await client.call('installation.setUp', { body: { ...first, token } })).status).toBe(201)
  })

  it('keeps neither the token of the session nor the password', async () => {
    await using test = await startTestHub()
    const browser = createTestBrowser(test)
    await browser.client.call('installation.setUp', { body: { ...first, token: await linkToken(test) } })
    const token = browser.cookies[sessionCookieName(test)] ?? ''

    const { db } = test.database
    const rows = await Promise.all([
      db.selectFrom('person').selectAll().execute(),
      db.selectFrom('session').selectAll().execute(),
      db.selectFrom('audit').selectAll().execute(),
    ])

    expect(token.length).toBeGreaterThan(40)
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(JSON.stringify(rows)).not.toContain(first.password)
  })
})

async function linkToken(test: TestHub): Promise<string> {
  const link = new URL((await test.hub.setUpLink()) ?? '')
  expect(`${link.origin}${link.pathname}`).toBe(`${test.origin}/set-up`)
  return link.hash.slice(1)
}
