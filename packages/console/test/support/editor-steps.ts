import type { Locator, Page } from 'playwright-core'
import type { OrganizationSettings } from './console-world.ts'

/** Fills in the form of a connection with OAuth 2.0, tab by tab, its secret last. */
export async function fillConnection(page: Page, name: string, settings: OrganizationSettings): Promise<void> {
  await page.getByRole('textbox', { name: /^Name/ }).fill(name)
  await page.getByRole('textbox', { name: /^URL/ }).fill(settings.url)
  await openTab(page, 'OAuth 2.0')
  await page.getByRole('textbox', { name: /^Client ID/ }).fill(settings.clientId)
  await page.getByRole('textbox', { name: /^Scope/ }).fill(settings.scope)
  await page.getByRole('textbox', { name: /^Access Token URL/ }).fill(settings.accessTokenUrl)
  await setSecret(page, 'Client Secret', settings.clientSecret)
}

/** Opens a tab of the form; its head may tell problems. */
export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
}

/** Sets a secret in the window Password. */
export async function setSecret(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('button', { name: `${label}: Click to Set` }).click()
  const dialog = page.getByRole('dialog', { name: 'Password' })
  await dialog.getByLabel(label).fill(value)
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await dialog.waitFor({ state: 'detached' })
}

function resultOf(page: Page): Locator {
  return testDialog(page).getByRole('heading', { name: /^(Passed|Failed|Canceled|Not run): / })
}

/** The window of a test. */
export function testDialog(page: Page): Locator {
  return page.getByRole('dialog', { name: /^Test Connection/ })
}

/** Opens the window of the test, runs one from the container that is chosen there, and waits for what came of it. */
export async function runTest(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Test Connection' }).click()
  await startIfAsked(page)
  return await testResult(page)
}

/** Presses Test where there is something to choose; a single container starts at once. */
export async function startIfAsked(page: Page): Promise<void> {
  const start = testDialog(page).getByRole('button', { name: 'Test', exact: true })
  const begun = testDialog(page).getByRole('timer').or(resultOf(page))
  await start.or(begun).first().waitFor()
  if (await start.isVisible()) await start.click()
}

/** The heading of the result, once it is there. */
export async function testResult(page: Page): Promise<Locator> {
  const heading = resultOf(page)
  await heading.waitFor({ timeout: 60_000 })
  return heading
}
