import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await startConsoleWorld()
})
afterAll(() => world[Symbol.asyncDispose]())
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
