// Takes the pictures of the README and the documentation: `npm run screenshots`. Needs the console built, and Chromium.
import { mkdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { startOwnServer } from '../packages/hub/src/testing/database/own-server.ts'
import { findChromium } from './find-chromium.ts'
import { type DemoAccount, startDemoAccount } from './screenshots/demo-account.ts'

interface Picture {
  readonly name: string
  /** Below the account. */
  readonly address: (demo: DemoAccount) => string
  readonly colorScheme?: 'light' | 'dark'
  readonly isPhone?: boolean
}

const maxBytes = 250_000
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url))
const connection = (demo: DemoAccount): string => `connections/${demo.connections.get('Acme production')}`

const pictures: readonly Picture[] = [
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
for (const picture of pictures.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) await take(picture)
await browser.close()

async function take({ name, address, colorScheme = 'light', isPhone = false }: Picture): Promise<void> {
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
  await page.goto(`/a/${demo.account}/${address(demo)}`, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
  const path = `${folder}${name}.png`
  await page.screenshot({ path })
  await context.close()
  const bytes = statSync(path).size
  if (bytes > maxBytes) throw new Error(`${path} has ${bytes} bytes, more than ${maxBytes}`)
  process.stdout.write(`${name}.png ${Math.round(bytes / 1000)} KB\n`)
}
