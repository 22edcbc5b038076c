import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startMailServer, type TestMailServer } from '../../hub/src/testing/test-receivers.ts'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'

let world: ConsoleWorld
let mail: TestMailServer
const started = new AsyncDisposableStack()
beforeAll(async () => {
  mail = started.use(await startMailServer())
  const { path } = started.use(await mkdtempDisposable(join(tmpdir(), 'hub-with-mail-')))
  const config = join(path, 'hub.json')
  await writeFile(config, JSON.stringify({ smtpUrl: `smtp://127.0.0.1:${mail.port}`, mailFrom: 'hub@example.com' }))
  world = started.use(await startConsoleWorld({ args: ['--config', config] }))
})
afterAll(() => started.disposeAsync())
afterEach(() => world.closePages())

describe('signing in', () => {
  test('leads to the page that was wanted', async () => {
    const page = await world.open('connections', { person: undefined })

    await page.getByRole('textbox', { name: 'Email address' }).fill(world.owner.email)
    await page.getByLabel(/^Password/).fill(world.owner.password)
    // The list was asked for before it was known that nobody is signed in: that refusal is not the end of a session.
    expect(await page.getByText('Your session has ended').count()).toBe(0)
    await expectNoAxeViolations(page)
    await page.getByRole('button', { name: 'Sign in' }).click()

    await page.getByRole('heading', { name: 'Connections', level: 1 }).waitFor()
    expect(new URL(page.url()).pathname).toBe(`/a/${world.account}/connections`)
  })

  test('says what is wrong with a password, and keeps the address', async () => {
    const page = await world.open('/sign-in', { person: undefined })

    await page.getByRole('textbox', { name: 'Email address' }).fill(world.owner.email)
    await page.getByLabel(/^Password/).fill('another sentence')
    await page.getByRole('button', { name: 'Sign in' }).click()

    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('textbox', { name: 'Email address' }).inputValue()).toBe(world.owner.email)
    await expectNoAxeViolations(page)
  })
})

describe('a forgotten password', () => {
  test('is replaced with a link that was mailed', async () => {
    const person = await world.addPerson('viewer', 'Vera Lund')
    const page = await world.open('/sign-in', { person: undefined })
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByRole('textbox', { name: 'Email address' }).fill(person.email)
    await expectNoAxeViolations(page)
    await page.getByRole('button', { name: 'Send link' }).click()
    await page.getByText('a link to set a new password is on its way').waitFor()
    await expect.poll(() => linkIn(mail, person.email, 'password-reset')).toBeDefined()
    await page.goto(linkIn(mail, person.email, 'password-reset') ?? '')
    await page.getByLabel(/^New password/).fill('an entirely other sentence')
    await page.getByRole('button', { name: 'Set password' }).click()

    await page.getByText('You have been signed out everywhere.').waitFor()
    await expectNoAxeViolations(page)
  })
})

describe('an invitation', () => {
  test('is mailed to whom it invites', async () => {
    const page = await world.open('people')
    await page.getByRole('button', { name: 'Invite' }).click()
    const dialog = page.getByRole('dialog', { name: 'Invite a person' })
    await dialog.getByText('The link is mailed to this address.').waitFor()
    await dialog.getByRole('textbox', { name: 'Email address' }).fill('omar@example.com')
    await dialog.getByRole('button', { name: 'Create invitation' }).click()

    await dialog.getByText('The invitation was mailed to omar@example.com.').waitFor()
    await expectNoAxeViolations(page)
    expect(linkIn(mail, 'omar@example.com', 'invitation')).toBeDefined()
  })

  test('that the mail server refuses is passed on by hand', async () => {
    const page = await world.open('people')
    await page.getByRole('button', { name: 'Invite' }).click()
    const dialog = page.getByRole('dialog', { name: 'Invite a person' })
    await dialog.getByRole('textbox', { name: 'Email address' }).fill('omar@refused.example')
    await dialog.getByRole('button', { name: 'Create invitation' }).click()

    await dialog.getByText('The invitation could not be mailed').waitFor()
    await dialog.getByText('Send this link to omar@refused.example.').waitFor()
    await expectNoAxeViolations(page)
  })
})

/** The link of a mail to somebody; undefined while there is none. */
function linkIn({ mails }: TestMailServer, to: string, path: string): string | undefined {
  const text = mails
    .findLast((sent) => sent.to.includes(to))
    ?.text.replaceAll('=\r\n', '')
    .replaceAll('=3D', '=')
  return new RegExp(`http\\S+/${path}#\\S+`).exec(text ?? '')?.[0]
}
