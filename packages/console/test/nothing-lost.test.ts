import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'
import { openTab } from './support/editor-steps.ts'
import { phone } from './support/watched-page.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await startConsoleWorld()
  await world.online()
})
afterAll(() => world[Symbol.asyncDispose]())
afterEach(() => world.closePages())

describe('a value of a filter', () => {
  const leave: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
    ['Tab', async (page) => await page.keyboard.press('Tab')],
    ['a click beside it', async (page) => await page.getByRole('heading', { level: 1 }).click()],
    ['Enter', async (page) => await page.keyboard.press('Enter')],
  ]
  test.each(leave)('that is typed stays after %s, known to the catalog or not', async (_how, leaveIt) => {
    const connection = await world.createConnection({ name: `Filtered ${_how}` })
    const query = encodeURIComponent('fields=id,status&where=status eq ')
    const page = await world.open(`explore?connection=${connection.id}&resource=invoices&query=${query}`)
    const value = page.getByRole('combobox', { name: 'Value of filter 1' })

    for (const [typed, kept] of [
      ['approved', 'approved'],
      ['APPROVED', 'approved'],
      ['a status of our own', 'a status of our own'],
    ] as const) {
      await value.fill(typed)
      await leaveIt(page)
      await page.getByRole('heading', { level: 1 }).click()
      expect(await value.inputValue()).toBe(kept)
      expect(new URL(page.url()).searchParams.get('query')).toContain(
        new URLSearchParams({ x: kept }).toString().slice(2),
      )
    }
    expect(await page.getByRole('alert').count()).toBe(0)
  })
})

describe('a save that is refused', () => {
  test('because somebody saved in the meantime comes into view, and the bar says that nothing is saved', async () => {
    const connection = await world.createConnection({ name: 'Edited by two' })
    const page = await world.open(`connections/${connection.id}`, { viewport: { width: 1280, height: 500 } })
    await openTab(page, 'OAuth 2.0')
    const field = page.getByRole('textbox', { name: /^Access Token URL/ })
    await field.fill('https://elsewhere.example.com/oauth2/token')
    await field.scrollIntoViewIfNeeded()
    await changeElsewhere(connection.id)

    await page.getByRole('button', { name: 'Save', exact: true }).click()

    const notice = page.getByRole('alert').filter({ hasText: 'Anna Berg saved changes after you opened this' })
    await expectInView(notice)
    await expect
      .poll(() => page.evaluate('document.activeElement.textContent'), { timeout: 5000 })
      .toContain('Anna Berg saved changes')
    const bar = page.locator('.editor-bar')
    await bar.getByText('Not saved: Anna Berg saved changes after you opened this').waitFor()
    expect(await bar.textContent()).not.toMatch(/Saved .* ago|Saved just now|revision/)
    await expectNoAxeViolations(page)
    await field.scrollIntoViewIfNeeded()
    await page.evaluate('window.scrollTo(0, document.body.scrollHeight)')
    await bar.getByRole('button', { name: 'Review' }).click()
    await expectInView(notice)
  })

  test('because the hub does not answer says so in view, and keeps the form', async () => {
    const connection = await world.createConnection({ name: 'Unreachable' })
    const page = await world.open(`connections/${connection.id}`, { viewport: phone, isCutOff: true })
    await page.getByRole('textbox', { name: /^Name/ }).fill('Typed and kept')
    await page.route('**/api/**', (route) => route.abort('connectionrefused'))

    await page.getByRole('button', { name: 'Save', exact: true }).click()

    await expectInView(page.getByRole('alert').filter({ hasText: 'The hub is not answering' }))
    expect(await page.locator('.editor-bar').textContent()).toContain('Not saved: The hub is not answering')
    expect(await page.getByRole('textbox', { name: /^Name/ }).inputValue()).toBe('Typed and kept')
    await page.unroute('**/api/**')
    await page.getByText('The hub is not answering. Trying again').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('revision 2').waitFor()
  })

  test('because the name is taken says so at the name', async () => {
    const connection = await world.createConnection({ name: 'Second of two' })
    await world.createConnection({ name: 'First of two' })
    const page = await world.open(`connections/${connection.id}`)
    await page.getByRole('textbox', { name: /^Name/ }).fill('First of two')

    await page.getByRole('button', { name: 'Save', exact: true }).click()

    await page.locator('.editor-bar').getByText('Not saved:').waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('connection-name')
    expect(await page.locator('.editor-bar').textContent()).not.toContain('revision')
  })
})

describe('a session that ends', () => {
  test('is begun again over the page, and what was typed is still there and can be saved', async () => {
    const connection = await world.createConnection({ name: 'Half typed' })
    const person = await world.addPerson('builder', 'Bea Lund')
    const page = await world.open(`connections/${connection.id}`, { person })
    await page.getByRole('textbox', { name: /^Name/ }).fill('Wholly typed')
    await person.client.call('session.delete')

    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Sign in again' })
    await dialog.waitFor()
    await expectNoAxeViolations(page)
    await page.keyboard.press('Escape')
    await dialog.getByLabel(/^Password/).fill('another sentence')
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await dialog.getByRole('alert').waitFor()
    await dialog.getByLabel(/^Password/).fill(person.password)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })

    expect(await page.getByRole('textbox', { name: /^Name/ }).inputValue()).toBe('Wholly typed')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Wholly typed' }).waitFor()
  })
})

describe('Escape and a click beside a dialog', () => {
  test('do not lose a secret that is being typed', async () => {
    const page = await world.open('connections/new')
    await openTab(page, 'OAuth 2.0')
    await page.getByRole('button', { name: /^Client Secret: / }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Client Secret').fill('typed with care')

    await dismiss(page)

    expect(await dialog.getByLabel('Client Secret').inputValue()).toBe('typed with care')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /^Client Secret: / }).click()
    await dialog.waitFor()
    // Nothing is lost where nothing was typed.
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  test('do not lose an API key, an invitation or an installer token that is shown once', async () => {
    const keys = await world.open('keys')
    await keys.getByRole('button', { name: 'New API key' }).first().click()
    await keys.getByRole('dialog').getByLabel('Name').fill('Nightly')
    await keys.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
    await expectKept(keys)

    const people = await world.open('people')
    await people.getByRole('button', { name: 'Invite' }).click()
    await people.getByRole('dialog').getByLabel('Email address').fill('kim@example.com')
    await people.getByRole('dialog').getByRole('button', { name: 'Create invitation' }).click()
    await expectKept(people)

    const containers = await world.open('containers?enroll=atom')
    await containers.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Plant 8')
    await containers.getByRole('dialog').getByRole('button', { name: 'Create installer token' }).click()
    await expectKept(containers)
  })
})

/** Tries what closes a dialog by accident. */
async function dismiss(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 400)
  await page.keyboard.press('Escape')
}

/** Something is shown to be copied, and stays. */
async function expectKept(page: Page): Promise<void> {
  const shown = page.getByRole('dialog').locator('code').first()
  const text = await shown.textContent()
  await dismiss(page)
  expect(await shown.textContent()).toBe(text)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(?:Done|Close)$/ })
    .click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function changeElsewhere(connection: string): Promise<void> {
  const params = { account: world.account, connection }
  const { etag } = await world.owner.client.call('connection.get', { params })
  await world.owner.client.call('connection.update', { params, ifMatch: etag, body: { description: 'Elsewhere' } })
}

async function expectInView(what: Locator): Promise<void> {
  await what.waitFor()
  await expect
    .poll(
      async () => {
        const box = await what.boundingBox()
        const size = what.page().viewportSize()
        return box && size && box.y >= 0 && box.y < size.height
      },
      { timeout: 5000 },
    )
    .toBe(true)
}
