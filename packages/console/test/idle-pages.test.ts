import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'
import { createProcessKit, type ProcessKit } from './support/processes.ts'

let world: ConsoleWorld
let kit: ProcessKit
const ids: Record<string, string> = {}
beforeAll(async () => {
  world = await startConsoleWorld()
  const [container] = await world.online()
  // One of each, as a new account has it.
  const connection = await world.createConnection({ name: 'Sandbox' })
  const { id } = await world.testConnection(connection.id)
  const params = { account: world.account }
  const { body } = await world.owner.client.call('tests.startMatrix', { params, body: { connection: connection.id } })
  kit = await createProcessKit(world, connection)
  const process = await kit.apply(kit.define('supplier-copy'))
  const deployment = await kit.deploy(process, 'test', { schedules: [{ everyMinutes: 60 }] })
  const run = (await kit.run(deployment.id, { limit: 1 })).id
  Object.assign(ids, {
    connection: connection.id,
    container: container?.id,
    job: id,
    matrix: body.matrix,
    process,
    run,
  })
})
afterAll(async () => {
  await kit[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})
afterEach(() => world.closePages())

/** Every path of the router, so that a new screen is not forgotten. */
const paths = [
  ...readFileSync(new URL('../src/router.tsx', import.meta.url), 'utf8').matchAll(/\bpath: '([^']+)'/g),
].map(([, path = '']) => path)
const signedOut = new Set(['/set-up', '/sign-in', '/invitation', '/forgot-password', '/password-reset'])
const inAccount = paths.filter((path) => !signedOut.has(path) && path !== '/a/$account')

/** Screens refresh every 5 s at most. */
const windowMs = 15_000
const mostRequestsPerAddress = windowMs / 5000 + 1

test.each([
  ...inAccount,
  '/explore?connection=$connection&resource=invoices',
  '/explore?resource=invoices',
  '/connections/$connection?test=1',
  '/containers?enroll=atom',
  '/processes/$process?view=definition',
  '/processes/$process?view=runs',
  '/processes/$process?view=answers',
  '/processes/$process?view=versions',
])('%s comes to rest, and then sends only its refreshes', async (path) => {
  const address = path.replaceAll(/\$(\w+)/g, (_, name: string) => ids[name] ?? name)
  // The clock is installed before a page is opened. A page of the hub without scripts is enough for that.
  const page = await world.open('/readyz')
  await page.clock.install()
  await page.goto(`/a/${world.account}${address}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  // Never happens on a page that keeps asking.
  await page.waitForLoadState('networkidle', { timeout: 15_000 })

  const counts = new Map<string, number>()
  page.on('request', (request) => {
    if (request.url().includes('/api/')) counts.set(request.url(), (counts.get(request.url()) ?? 0) + 1)
  })
  for (let passedMs = 0; passedMs < windowMs; passedMs += 1000) await page.clock.runFor(1000)
  await page.waitForLoadState('networkidle')

  expect([...counts].filter(([, count]) => count > mostRequestsPerAddress)).toEqual([])
})

test.each([...signedOut])('%s comes to rest', async (path) => {
  const page = await world.open(path, { person: undefined })
  await page.getByRole('heading', { level: 1 }).waitFor()

  await page.waitForLoadState('networkidle', { timeout: 15_000 })
})

test('Explore opens ready to run with the only connection there is', async () => {
  const page = await world.open('explore')

  await page.waitForURL(new RegExp(`connection=${ids.connection}`))
  await page.getByRole('combobox', { name: 'Resource' }).pressSequentially('invoi')
  // Enter takes the option that is marked, and on a slow machine the list is there before the mark.
  await page
    .getByRole('option', { name: /^Invoices/ })
    .and(page.locator('[data-combobox-selected]'))
    .waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/resource=invoices&/)
  await page.getByRole('button', { name: 'Run', exact: true }).click()

  await page.getByRole('heading', { name: '50 records' }).waitFor()
  expect(new URL(page.url()).searchParams.get('resource')).toBe('invoices')
})
