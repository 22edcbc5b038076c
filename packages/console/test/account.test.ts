import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConsoleWorld, password, startConsoleWorld } from './support/console-world.ts'
import { phone } from './support/watched-page.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await startConsoleWorld()
})
afterAll(() => world[Symbol.asyncDispose]())
afterEach(() => world.closePages())

describe('people', () => {
  test('are invited with a link that is shown once, and accept it', async () => {
    const page = await world.open('people')
    await page.getByRole('button', { name: 'Invite' }).click()
    await page.getByRole('dialog').getByLabel('Email address').fill('nina@example.com')
    await page.getByRole('button', { name: 'Create invitation' }).click()
    await page.getByText('shown only once').waitFor()
    await expectNoAxeViolations(page)
    await page.getByRole('button', { name: 'Copy' }).click()
    const link = String(await page.evaluate('navigator.clipboard.readText()'))

    const invited = await world.open(link.slice(world.url.length), { person: undefined })
    await invited.getByLabel('Your name').fill('Nina New')
    await invited.getByLabel(/^Password/).fill(password)
    await expectNoAxeViolations(invited)
    await invited.getByRole('button', { name: 'Accept' }).click()

    await invited.getByRole('button', { name: 'Nina New: profile and sign-out' }).waitFor()
    expect(invited.url()).not.toContain(new URL(link).hash)
  })

  test('who are known accept with their password, and stay on the page when it is wrong', async () => {
    const known = await world.addPerson('builder', 'Kim Known')
    const { body: session } = await known.client.call('session.get')
    const params = { account: world.account }
    await world.owner.client.call('member.remove', { params: { ...params, person: session.person.id } })
    const body = { email: known.email, role: 'viewer' } as const
    const { body: made } = await world.owner.client.call('invitations.create', { params, body })
    const page = await world.open(made.link.slice(world.url.length), { person: undefined })

    await page.getByLabel(/^Password/).fill('another sentence')
    await page.getByRole('button', { name: 'Sign in and accept' }).click()
    await page.getByRole('alert').waitFor()
    await expectNoAxeViolations(page)
    await page.getByLabel(/^Password/).fill(password)
    await page.getByRole('button', { name: 'Sign in and accept' }).click()

    await page.getByRole('button', { name: 'Kim Known: profile and sign-out' }).waitFor()
  })

  test('who leave keys behind are followed by a list of these', async () => {
    const person = await world.addPerson('administrator', 'Ada Leaving')
    const params = { account: world.account }
    await person.client.call('keys.create', { params, body: { name: 'Nightly', role: 'viewer', lifetimeDays: 9 } })
    const page = await world.open('people')

    await page.getByRole('button', { name: 'Remove Ada Leaving' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()

    await page.getByRole('list', { name: 'API keys that stay' }).getByText('Nightly').waitFor()
    await expectNoAxeViolations(page)
    await page.getByRole('link', { name: 'Go to API keys' }).click()
    await page.getByText('no longer a member').waitFor()
    await page.getByText('Expires soon').waitFor()
    await expectNoAxeViolations(page)
  })
})

describe('the settings', () => {
  test('keep what was typed when somebody else saves, and what they saved', async () => {
    const page = await world.open('settings')
    const params = { account: world.account }
    await page.getByLabel('Account name').fill('Acme Renamed')
    const { etag } = await world.owner.client.call('account.get', { params })
    await world.owner.client.call('account.update', {
      params,
      ifMatch: etag,
      body: { policy: { draftUse: 'allowed' } },
    })

    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Anna Berg saved changes after you opened this').waitFor()
    await expectNoAxeViolations(page)
    await page.getByRole('button', { name: 'Merge with my changes' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved.').waitFor()

    const { body } = await world.owner.client.call('account.get', { params })
    expect(body).toMatchObject({ name: 'Acme Renamed', policy: { draftUse: 'allowed' } })
  })
})

describe('accounts', () => {
  test('are created by whoever set the installation up, and switched between', async () => {
    const page = await world.open('settings')
    await page.getByRole('button', { name: /^Account: / }).click()
    await page.getByRole('menuitem', { name: 'Create an account' }).click()
    await page.getByRole('dialog').getByLabel('Account name').fill('Acme Logistics')
    await expectNoAxeViolations(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()

    await page.getByRole('button', { name: 'Account: Acme Logistics' }).waitFor()
    expect(new URL(page.url()).pathname).not.toContain(world.account)
    await page.getByRole('button', { name: /^Account: / }).click()
    await page.getByRole('menuitem', { name: /^Acme (?:Procurement|Renamed)$/ }).click()
    await page.waitForURL(new RegExp(world.account))
  })

  test('are not offered to anybody else', async () => {
    const owner = await world.addPerson('owner', 'Olga Owner')
    const page = await world.open('', { person: owner })
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()

    expect(await page.getByRole('button', { name: /^Account: / }).count()).toBe(0)
  })

  test('of others, and addresses that lead nowhere, have a way out', async () => {
    const stranger = await world.open('/a/00000000-0000-4000-8000-000000000000')
    await stranger
      .getByRole('link', { name: /^Go to Acme/ })
      .first()
      .click()
    await stranger.getByRole('heading', { level: 1, name: 'Home' }).waitFor()

    const inside = await world.open('nowhere')
    await inside.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor()
    expect(await inside.getByRole('navigation', { name: 'Main' }).isVisible()).toBe(true)

    for (const address of ['/nonsense', '/connections']) {
      const page = await world.open(address, { person: undefined, isCutOff: true })
      await page.getByRole('link', { name: 'Go home' }).waitFor()
      await expectNoAxeViolations(page)
    }
    for (const gone of ['connections', 'containers', 'tests', 'matrices']) {
      const page = await world.open(`${gone}/00000000-0000-4000-8000-000000000000`)
      await page.getByRole('main').getByRole('link', { name: /^All / }).waitFor()
      expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
    }
  })
})

describe('a cut set-up or password link', () => {
  test.each(['/set-up#cut', '/password-reset#cut', '/set-up#a-token-that-no-link-has'])(
    'is told before a form is filled in: %s',
    async (address) => {
      const page = await world.open(address, { person: undefined })

      await page.getByRole('alert').waitFor()
      expect(await page.getByRole('alert').textContent()).not.toMatch(/body\.|>=|expected/)
      expect(await page.getByRole('textbox').count()).toBe(0)
      await expectNoAxeViolations(page)
    },
  )
})

describe('the audit log', () => {
  test('is narrowed by what is chosen, which stands in the address', async () => {
    const page = await world.open('audit')
    await page.getByRole('combobox', { name: 'Action' }).click()
    await page.getByRole('option', { name: 'Set up the installation' }).click()
    await page.waitForURL(/action=installation\.setUp/)

    const entries = page.getByRole('list', { name: 'Entries' }).getByRole('listitem')
    await expect.poll(() => entries.count()).toBe(1)
    await page.getByText('Details').click()
    await page.getByText('installation.setUp', { exact: true }).waitFor()
    await expectNoAxeViolations(page)
  })

  test('is explained to who may not read it', async () => {
    const viewer = await world.addPerson('viewer', 'Vera Viewer')
    const page = await world.open('audit', { person: viewer })

    await page.getByText('Only administrators can read the audit log').waitFor()
    await expectNoAxeViolations(page)
  })
})

test.each(['people', 'keys', 'settings', 'audit', 'profile'])('%s fits a phone', async (address) => {
  const page = await world.open(address, { viewport: phone, colorScheme: 'dark' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })

  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
  await expectNoAxeViolations(page)
})

test.each(['NOT_INVITED', 'SIGN_IN_EXPIRED'])('a sign-in that the provider ended with %s says so', async (code) => {
  const page = await world.open(`/sign-in?error=${code}`, { person: undefined })

  await page.getByRole('alert').waitFor()
  await expectNoAxeViolations(page)
})
