// Takes the pictures of the README and the documentation: `npm run screenshots`. Needs the console built, and Chromium.
import { mkdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { startOwnServer } from '../packages/hub/src/testing/database/own-server.ts'
import { findChromium } from './find-chromium.ts'
import { type DemoAccount, startDemoAccount } from './screenshots/demo-account.ts'

interface Picture {
  readonly name: string
  /** Below the account. */
  readonly address: (demo: DemoAccount) => string | Promise<string>
  readonly colorScheme?: 'light' | 'dark'
  readonly isPhone?: boolean
  /** What somebody does on the page before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>
}

const maxBytes = 250_000
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url))
const connection = (demo: DemoAccount): string => `connections/${demo.connections.get('Acme production')}`

const processOf = (demo: DemoAccount, name: string): string => `processes/${demo.processes.get(name)}`

/** Taken while the organization can still be reached. */
const ofRuns: readonly Picture[] = [
  { name: 'new-process', address: () => 'processes/new', act: previewNewProcess },
  { name: 'run', address: startedRun, act: async (page) => await page.getByText('of 25 a second').waitFor() },
]

const pictures: readonly Picture[] = [
  { name: 'processes', address: () => 'processes' },
  { name: 'processes-dark', address: () => 'processes', colorScheme: 'dark' },
  { name: 'process', address: (demo) => processOf(demo, 'ok-to-pay') },
  { name: 'promotion', address: (demo) => `${processOf(demo, 'ok-to-pay')}?view=versions`, act: openPromotion },
  { name: 'failures', address: () => 'failures', act: openFailures },
  { name: 'history', address: () => 'history' },
  { name: 'history-dark', address: () => 'history', colorScheme: 'dark' },
  { name: 'alerts', address: () => 'alerts?view=rules' },
  { name: 'overview', address: () => '' },
  { name: 'connections', address: () => 'connections' },
  { name: 'connection', address: connection },
  { name: 'test-failed', address: (demo) => `tests/${demo.tests.get('Meridian Logistics')}` },
  { name: 'tests', address: (demo) => `tests?connection=${demo.connections.get('Acme production')}` },
  { name: 'containers', address: () => 'containers' },
  { name: 'explore', address: () => 'explore' },
  { name: 'connection-dark', address: connection, colorScheme: 'dark' },
  { name: 'connections-phone', address: () => 'connections', isPhone: true },
]

const chosen = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
await using server = await startOwnServer()
// Where the hub of the demo makes its database, as in a test run.
process.env.TEST_POSTGRESQL_URL ??= server.url
await using demo = await startDemoAccount()
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-background-networking'],
})
const isChosen = ({ name }: Picture): boolean => chosen.length === 0 || chosen.includes(name)
for (const picture of ofRuns.filter(isChosen)) await take(picture)
await demo.leaveSandbox()
for (const picture of pictures.filter(isChosen)) await take(picture)
await browser.close()

async function startedRun({ startRun }: DemoAccount): Promise<string> {
  return `runs/${await startRun()}`
}

/** From the template to its last step, with what records would become. */
async function previewNewProcess(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /^Send approved and voided invoices/ }).check()
  await page.getByRole('button', { name: 'Next: Connection' }).click()
  await page.getByRole('combobox', { name: 'Connection' }).click()
  await page.getByRole('option', { name: 'Acme test' }).click()
  await page.getByRole('combobox', { name: 'Container' }).click()
  await page.getByRole('option', { name: 'Frankfurt' }).click()
  await page.getByText(/every scope that the process needs/).waitFor()
  await page.getByRole('button', { name: 'Next: What' }).click()
  await page.getByRole('button', { name: 'Next: Where' }).click()
  await page.getByRole('radio', { name: /^ERP inbox/ }).check()
  await page.getByRole('link', { name: 'Preview and deploy' }).click()
  await page.getByRole('button', { name: 'Show a preview' }).click()
  await page.getByRole('heading', { name: 'In Coupa' }).first().waitFor()
}

/** What another version means in production, before it is deployed there. */
async function openPromotion(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Deploy/ })
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
}

async function openFailures(page: Page): Promise<void> {
  await page.getByRole('button', { expanded: false }).filter({ hasText: 'Last seen' }).first().click()
  await page.getByRole('list', { name: 'Records' }).waitFor()
}

async function take({ name, address, colorScheme = 'light', isPhone = false, act }: Picture): Promise<void> {
  await demo.refresh()
  const context = await browser.newContext({
    baseURL: demo.url,
    colorScheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    viewport: isPhone ? { width: 375, height: 740 } : { width: 1280, height: 800 },
  })
  await context.addCookies([{ ...demo.cookie, url: demo.url }])
  const page = await context.newPage()
  await page.goto(`/a/${demo.account}/${await address(demo)}`, { waitUntil: act ? 'load' : 'networkidle' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  await act?.(page)
  const path = `${folder}${name}.png`
  await page.screenshot({ path })
  await context.close()
  const bytes = statSync(path).size
  if (bytes > maxBytes) throw new Error(`${path} has ${bytes} bytes, more than ${maxBytes}`)
  process.stdout.write(`${name}.png ${Math.round(bytes / 1000)} KB\n`)
}
