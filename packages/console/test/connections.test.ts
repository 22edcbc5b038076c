import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'
import { expectFitsWidth } from './support/layout.ts'
import { phone } from './support/watched-page.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await startConsoleWorld()
})
afterAll(() => world[Symbol.asyncDispose]())
afterEach(() => world.closePages())

describe('the list of connections', () => {
  test('explains the first step while there is none', async () => {
    const page = await world.open('connections')

    await page
      .getByRole('main')
      .getByRole('button', { name: /sandbox/i })
      .waitFor()
    await expectNoAxeViolations(page)
  })

  test('finds a connection by a word of its name, and keeps the search in the address', async () => {
    await world.createConnection({ name: 'Plant in Dublin', folder: 'Subsidiaries', labels: ['production'] })
    await world.createConnection({ name: 'Plant in Cork', folder: 'Subsidiaries', labels: ['test'] })
    const page = await world.open('connections')

    await page.getByRole('link', { name: /Plant in Cork/ }).waitFor()
    await page.getByRole('searchbox', { name: 'Search connections' }).fill('dublin')
    await page.getByRole('link', { name: /Plant in Cork/ }).waitFor({ state: 'detached' })
    await page.reload()

    await page.getByRole('link', { name: /Plant in Dublin/ }).waitFor()
    expect(await page.getByRole('link', { name: /Plant in Cork/ }).count()).toBe(0)
    expect(new URL(page.url()).searchParams.get('search')).toBe('dublin')
    await expectNoAxeViolations(page)
  })

  test('says how each connection fares, on a phone too', async () => {
    const good = await world.createConnection({ name: 'Good' })
    const bad = await world.createConnection({ name: 'Bad', clientSecret: 'not the secret' })
    await world.online()
    await Promise.all([good, bad].map(({ id }) => world.testConnection(id)))

    const page = await world.open('connections', { viewport: phone })

    await page.getByRole('link', { name: /Good.*Verified/ }).waitFor()
    const failing = page.getByRole('link', { name: /Bad.*Failing/ })
    await failing.waitFor()
    await expectFitsWidth(page)
    await expectNoAxeViolations(page)
    await page.setViewportSize({ width: 1280, height: 800 })
    const state = await failing.getByText('Failing').boundingBox()
    // In a column of its own, which all rows share.
    expect(state?.x).toBeGreaterThan(640)
  })
})

describe('a connection', () => {
  test('is tested by the schedule that its page is given, until that is ended there', async () => {
    const { id } = await world.createConnection({ name: 'Nightly' })
    const page = await world.open(`connections/${id}?view=tests`)
    const panel = page.getByRole('region', { name: 'Scheduled tests' })
    await panel.getByRole('button', { name: 'Test by schedule' }).click()
    const dialog = page.getByRole('dialog', { name: 'Test Nightly by schedule' })
    await dialog.getByLabel('Time', { exact: true }).fill('05:30')
    await dialog.getByText('At 05:30').waitFor()
    await expectNoAxeViolations(page)
    await dialog.getByRole('button', { name: 'Save schedule' }).click()

    await panel.getByText('At 05:30').waitFor()
    await page.getByText('next test by schedule').waitFor()
    await expectNoAxeViolations(page)
    const params = { account: world.account, connection: id }
    expect((await world.owner.client.call('connectionSchedule.get', { params })).body.schedule).toMatchObject({
      schedule: { cron: '30 5 * * *' },
      container: null,
    })
    await panel.getByRole('button', { name: 'Change schedule' }).click()
    await dialog.getByLabel('Only when somebody starts it').check()
    await dialog.getByRole('button', { name: 'End the schedule' }).click()
    await panel.getByText('Not tested by schedule').waitFor()
  })
})

describe('the schema of a connection', () => {
  test('is read from its page, shows what the organization added, and is offered where fields are chosen', async () => {
    // Of a name of its own, should the test be repeated.
    const { id } = await world.createConnection({ name: `Custom ${randomUUID()}` })
    await world.online()
    await world.testConnection(id)
    const page = await world.open(`connections/${id}?view=schema`, { viewport: phone })
    await page.getByText('Not read yet').waitFor()
    await page.getByRole('button', { name: 'Read fields' }).click()

    const suppliers = page.getByRole('region', { name: /^suppliers/ })
    // Twenty resources are read for it, which takes its time beside other tests.
    await suppliers
      .getByRole('row', { name: /custom-fields\.erp-number string \d+ of 50 high/ })
      .waitFor({ timeout: 60_000 })
    await page.getByRole('textbox', { name: 'Search fields' }).fill('nothing has this')
    await page.getByText('No field matches.').waitFor()
    await expectFitsWidth(page)
    await expectNoAxeViolations(page)
    await page.goto(`${world.url}/a/${world.account}/explore?connection=${id}&resource=suppliers`)
    await page.getByRole('button', { name: 'Choose fields' }).click()
    await page.getByRole('button', { name: 'Fields of custom-fields' }).click()
    await page.getByRole('checkbox', { name: /^erp-number/ }).check()
    await page.getByRole('button', { name: 'Remove custom-fields.erp-number' }).waitFor()
    await expectNoAxeViolations(page)
  })
})

describe('a session that ends', () => {
  test('is begun again where one was', async () => {
    // Of a name of its own, should the test be repeated.
    const name = `Afterwards ${randomUUID()}`
    await world.createConnection({ name })
    const person = await world.addPerson('viewer', 'Vera Lund')
    const page = await world.open('connections', { person })
    await page.getByRole('link', { name }).waitFor()

    await person.client.call('session.delete')
    // The page hears of it by the next request: one of its own, or the search for what is typed.
    const ended = page.getByText('Your session has ended').first().waitFor()
    await Promise.any([ended, page.getByPlaceholder('Name, organization, folder or label').fill('Afterwards')])

    await ended
    await expectNoAxeViolations(page)
    await page.getByLabel(/^Password/).fill(person.password)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name }).waitFor()
    expect(new URL(page.url()).pathname).toBe(`/a/${world.account}/connections`)
  })
})
