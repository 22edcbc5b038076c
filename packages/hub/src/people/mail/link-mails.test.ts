import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestAccount, createTestBrowser, type TestAccount } from '../../testing/test-account.ts'
import { startTestHub, type TestHub } from '../../testing/test-hub.ts'
import { startMailServer, type TestMailServer } from '../../testing/test-receivers.ts'

let mail: TestMailServer
let test: TestHub
let withoutMail: TestHub
let owner: TestAccount
beforeAll(async () => {
  mail = await startMailServer()
  const from = 'Coupa <coupa@hub.example>'
  test = await startTestHub({ messaging: { mail: { url: `smtp://127.0.0.1:${mail.port}`, from } } })
  withoutMail = await startTestHub()
  owner = await createTestAccount(test)
})
afterAll(async () => {
  await test[Symbol.asyncDispose]()
  await withoutMail[Symbol.asyncDispose]()
  await mail[Symbol.asyncDispose]()
})
beforeEach(() => {
  mail.mails.length = 0
})

/** The text of a mail, whose long lines are broken. */
const textOf = (place = 0) => (mail.mails[place]?.text ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=')
const invite = (by: TestAccount, email: string) =>
  by.client.call('invitations.create', { params: { account: by.account.id }, body: { email, role: 'viewer' } })
const ask = (of: TestHub, email: string) =>
  createTestBrowser(of).client.call('person.requestPasswordReset', { body: { email } })

it('an invitation is mailed with its link, which is still in the answer', async () => {
  const { body } = await invite(owner, 'ada@example.com')
  expect(body.mail).toEqual({ isSent: true, error: null })
  expect(mail.mails).toMatchObject([{ to: ['ada@example.com'], from: 'coupa@hub.example' }])
  expect(textOf()).toContain(body.link)
})

it('an invitation whose mail is refused is there all the same, and says why it was not mailed', async () => {
  const { body } = await invite(owner, 'ada@refused.example')
  expect(body.mail?.isSent).toBe(false)
  expect(body.mail?.error).toContain('refuses the sender or all recipients')
  expect(body.link).toContain('/invitation#')
})

it('nobody is mailed more than five invitations a day, whoever invites; further ones are there all the same', async () => {
  for (let number = 0; number < 5; number++) await invite(owner, 'Turing@example.com')
  const { body } = await invite(await createTestAccount(test), 'turing@example.com')
  expect(body.mail).toEqual({ isSent: false, error: expect.stringContaining('Pass the link on yourself') })
  expect(body.link).toContain('/invitation#')
  expect(mail.mails).toHaveLength(5)
})

it('without a mail server an invitation is shown alone, and nobody can ask for a password link', async () => {
  const { body } = await invite(await createTestAccount(withoutMail), 'ada@example.com')
  expect(body.mail).toBeNull()
  await expect(ask(withoutMail, 'ada@example.com')).rejects.toMatchObject({ code: 'NOT_READY' })
  expect((await createTestBrowser(withoutMail).client.call('installation.get')).body.sendsMail).toBe(false)
})

it('a person gets a link to set a new password, and somebody who is not there gets the same answer and no mail', async () => {
  await ask(test, 'nobody@example.com')
  await ask(test, owner.person.email)
  await expect.poll(() => mail.mails.length).toBe(1)
  expect(mail.mails[0]?.to).toEqual([owner.person.email])
  const token = /password-reset#(\S+)/.exec(textOf())?.[1] ?? ''
  const newPassword = 'seventy-one quiet lanterns'
  await createTestBrowser(test).client.call('person.resetPassword', { body: { token, newPassword } })
})

it('nobody is sent more than three links an hour', async () => {
  const other = await createTestAccount(test)
  for (let link = 0; link < 3; link++) await ask(test, other.person.email)
  await expect(ask(test, other.person.email)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  await expect.poll(() => mail.mails.length).toBe(3)
})

it('no link of a mail is stored', async () => {
  const { body } = await invite(await createTestAccount(test), 'grace@example.com')
  const token = body.link.split('#')[1] ?? ''
  const tables = await sql<{
    name: string
  }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(test.database.db)
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ text: string | null }>`
      select string_agg(t::text, ' ') as text from ${sql.table(name)} as t`.execute(test.database.db)
    expect(rows[0]?.text ?? '', name).not.toContain(token)
  }
})
