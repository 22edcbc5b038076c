import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConsoleWorld, password, startConsoleWorld } from './support/console-world.ts'
import { runTest, testDialog } from './support/editor-steps.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await startConsoleWorld({ isSetUp: false })
})
afterAll(() => world[Symbol.asyncDispose]())
afterEach(() => world.closePages())

describe('a first visit', () => {
  test('leads from the printed link to a passed test and a look at the data', async () => {
    const { pathname, hash } = new URL(world.setUpLink)
    const page = await world.open(pathname + hash, { person: undefined })

    await page.getByRole('textbox', { name: /^Your name/ }).fill('Anna Berg')
    await page.getByRole('textbox', { name: /^Email address/ }).fill('anna@example.com')
    await page.getByLabel(/^Password/).fill(password)
    await page.getByRole('textbox', { name: /^Account/ }).fill('Acme Procurement')
    await expectNoAxeViolations(page)
    await page.getByRole('button', { name: 'Set up' }).click()

    await page.getByRole('heading', { name: 'First steps' }).waitFor()
    await expectNoAxeViolations(page)
    // Two clicks to rows.
    await page.getByRole('button', { name: 'Try with the sandbox' }).click()
    await page.getByText('Connected to the sandbox. All stages passed.').waitFor()
    await expectNoAxeViolations(page)
    await page.getByRole('link', { name: 'See its invoices' }).click()
    await page.getByRole('heading', { name: /\d+ records?/ }).waitFor()
    await page.getByRole('table').getByRole('row').nth(1).waitFor()
    await expectNoAxeViolations(page)

    // The connection is there like any other, and offers its data after a test.
    await page.getByRole('link', { name: 'Connections', exact: true }).click()
    await page.getByRole('link', { name: /Sandbox.*Verified/ }).click()
    await page.getByRole('heading', { level: 1, name: /sandbox/i }).waitFor()
    await expectNoAxeViolations(page)
    const result = await runTest(page)
    expect(await result.textContent()).toBe('Passed: Connected')
    await testDialog(page).getByText('can be read').first().waitFor()
    await expectNoAxeViolations(page)
    await testDialog(page).getByRole('link', { name: 'Explore data' }).click()
    await page.getByRole('button', { name: 'Invoices', exact: true }).waitFor()
    // It is not offered again.
    await page.goto(page.url().replace(/explore.*/, 'connections/new'))
    await page.getByRole('heading', { level: 1, name: 'New connection' }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.getByRole('button', { name: /sandbox/i }).count()).toBe(0)
  })
})
