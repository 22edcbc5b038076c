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
    await page
      .getByRole('main')
      .getByRole('link', { name: /Make a connection/ })
      .click()
    await page.getByRole('button', { name: 'Try the sandbox' }).click()

    await page.getByRole('heading', { level: 1, name: /sandbox/i }).waitFor()
    await expectNoAxeViolations(page)
    const result = await runTest(page)
    expect(await result.textContent()).toBe('Passed: Connected')
    await testDialog(page).getByText('can be read').first().waitFor()
    await expectNoAxeViolations(page)
    await testDialog(page).getByRole('button', { name: 'Close' }).last().click()
    await page.getByText('Verified').first().waitFor()

    await page.getByRole('link', { name: 'Explore data' }).click()
    await page.getByRole('combobox', { name: 'Resource' }).or(page.getByLabel('Resource')).first().fill('suppliers')
    await page
      .getByRole('option')
      .filter({ hasText: /^[A-Z][a-z]*suppliers ·/ })
      .first()
      .click()
    await page.getByRole('button', { name: /^Run/ }).click()
    await page.getByRole('heading', { name: /\d+ records?/ }).waitFor()
    await page.getByRole('table').getByRole('row').nth(1).waitFor()
    await expectNoAxeViolations(page)
  })
})
