import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type Connection, type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'
import { openTab, testDialog } from './support/editor-steps.ts'

let world: ConsoleWorld
let connection: Connection
beforeAll(async () => {
  world = await startConsoleWorld()
  await world.online()
  connection = await world.createConnection({ name: 'Shared' })
  await world.testConnection(connection.id)
})
afterAll(() => world[Symbol.asyncDispose]())
afterEach(() => world.closePages())

describe('roles', () => {
  test('a viewer reads everything of a connection and is offered no change', async () => {
    const person = await world.addPerson('viewer', 'Vera Lund')
    const page = await world.open('connections', { person })

    await page.getByRole('link', { name: /Shared/ }).waitFor()
    expect(await buttonsOf(page)).not.toContain('New connection')
    await page.getByRole('link', { name: /Shared/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Shared' }).waitFor()

    expect(await page.getByRole('textbox', { name: /^URL/ }).inputValue()).toBe(world.sandbox.url)
    expect(await buttonsOf(page)).not.toMatch(/Test Connection|Save|Click to Set|Clear|Explore data/)
    await openTab(page, 'OAuth 2.0')
    expect(await page.getByRole('textbox', { name: /^Client ID/ }).getAttribute('readonly')).not.toBeNull()
    expect(await buttonsOf(page)).not.toMatch(/Click to Set|Replace|Clear|Suggest|Paste/)
    await expectNoAxeViolations(page)
  })

  test.each([
    ['connections/new', /role/],
    ['explore', /role/],
    ['keys', /role|administrator/],
    ['audit', /role|administrator/],
  ])('a viewer who follows a link to %s reads why there is nothing', async (address, why) => {
    const person = await world.addPerson('viewer', `Viewer of ${address}`.replaceAll('/', ' '))
    const page = await world.open(address, { person })

    await page.getByRole('main').getByText(why).first().waitFor()
    await expectNoAxeViolations(page)
  })

  test('a builder makes connections but is offered no keys, invitations or enrollments', async () => {
    const person = await world.addPerson('builder', 'Ben Ode')
    const page = await world.open('connections', { person })

    await page.getByRole('link', { name: 'New connection' }).waitFor()
    expect(await page.getByRole('navigation').getByRole('link').allTextContents()).not.toContain('API keys')
    await page.getByRole('link', { name: 'People', exact: true }).click()
    await page.getByRole('main').getByText('ben.ode@example.com').waitFor()
    expect(await buttonsOf(page)).not.toMatch(/Invite/)
    await page.getByRole('link', { name: 'Containers', exact: true }).click()
    await page
      .getByRole('main')
      .getByText(/Atom of/)
      .first()
      .waitFor()
    expect(await buttonsOf(page)).not.toMatch(/Enrol/)
  })
})

describe('two people who edit at once', () => {
  test('the second reads who changed what, takes it over, and loses nothing', async () => {
    const shared = await world.createConnection({ name: 'Edited twice' })
    const other = await world.addPerson('builder', 'Cleo Marsh')
    const mine = await world.open(`connections/${shared.id}`)
    const theirs = await world.open(`connections/${shared.id}`, { person: other })
    await mine.getByRole('textbox', { name: /^Name/ }).fill('Named by Anna')

    await openTab(theirs, 'OAuth 2.0')
    await theirs.getByRole('textbox', { name: /^Client ID/ }).fill('client-of-cleo')
    await theirs.getByRole('button', { name: 'Save', exact: true }).click()
    await theirs.getByText('revision 2').waitFor()
    await mine.getByRole('button', { name: 'Save', exact: true }).click()

    const alert = mine.getByRole('alert').filter({ hasText: 'Cleo Marsh saved changes after you opened this' })
    await alert.getByText('client-of-cleo').waitFor()
    expect(await mine.getByRole('textbox', { name: /^Name/ }).inputValue()).toBe('Named by Anna')
    await expectNoAxeViolations(mine)
    await alert.getByRole('button', { name: 'Merge with my changes' }).click()
    await mine.getByRole('button', { name: 'Save', exact: true }).click()
    await mine.getByText('revision 3').waitFor()

    const { body } = await world.owner.client.call('connection.get', {
      params: { account: world.account, connection: shared.id },
    })
    expect(body).toMatchObject({ name: 'Named by Anna', fields: { clientId: 'client-of-cleo' } })
  })
})

describe('the keyboard alone', () => {
  test('makes, tests and saves a connection, with the focus where it is expected', async () => {
    const page = await world.open('connections')
    await page.getByRole('link', { name: /Shared/ }).waitFor()

    await page.keyboard.press('Tab')
    expect(await focused(page)).toMatch(/skip/i)
    await tabTo(page, /^New connection$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'New connection' }).waitFor()
    await typeInto(page, /^Name/, 'By keyboard')
    await typeInto(page, /^URL/, world.sandbox.url)
    await tabBackTo(page, /^Connection/)
    await page.keyboard.press('ArrowRight')
    await typeInto(page, /^Client ID/, world.sandbox.clientId)
    await tabTo(page, /^Client Secret: Click to Set/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Password' }).waitFor()
    await page.keyboard.type(world.sandbox.clientSecret)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Password' }).waitFor({ state: 'detached' })
    await expect.poll(() => focused(page)).toMatch(/^Client Secret: Replace/)
    await typeInto(page, /^Scope/, world.sandbox.scope)
    await typeInto(page, /^Access Token URL/, world.sandbox.accessTokenUrl)
    await tabBackTo(page, /^Test Connection/)
    await page.keyboard.press('Enter')
    await testDialog(page).getByRole('heading', { name: 'Passed: Connected' }).waitFor()
    await tabTo(page, /^Save$/)
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { level: 1, name: 'By keyboard' }).waitFor()
    await testDialog(page).waitFor({ state: 'detached' })
    await page.getByText('Verified').first().waitFor()
  })

  test('goes to another screen, whose heading has the focus then', async () => {
    const page = await world.open('connections')
    await page.getByRole('link', { name: /Shared/ }).waitFor()

    await tabTo(page, /^Tests$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Tests' }).waitFor()

    await expect.poll(() => focused(page)).toBe('Tests')
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1')
  })

  test('closes a window with Escape and finds the focus where it was', async () => {
    const page = await world.open(`connections/${connection.id}`)
    await page.getByRole('button', { name: 'Test Connection' }).focus()

    await page.keyboard.press('Enter')
    await testDialog(page).waitFor()
    await page.keyboard.press('Escape')
    await testDialog(page).waitFor({ state: 'detached' })

    await expect.poll(() => focused(page)).toBe('Test Connection')
  })
})

/** Names of all buttons, and of links that look like one. */
async function buttonsOf(page: Page): Promise<string> {
  const main = page.getByRole('main')
  const names = [
    ...(await main.getByRole('button').allTextContents()),
    ...(await main.getByRole('link').allTextContents()),
  ]
  return names.join('\n')
}

/** What a person who listens hears of the element with the focus. */
async function focused(page: Page): Promise<string> {
  return String(
    await page.evaluate(`(() => {
      const element = document.activeElement
      return element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent
    })()`),
  ).trim()
}

async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key)
    passed.push(await focused(page))
    if (name.test(passed.at(-1) ?? '')) return
  }
  throw new Error(`${key} never came to ${name}; it came to ${passed.join(', ')}`)
}

async function tabBackTo(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name, 'Shift+Tab')
}

async function typeInto(page: Page, label: RegExp, text: string): Promise<void> {
  await tabTo(page, label)
  await page.keyboard.insertText(text)
}
