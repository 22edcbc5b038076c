import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await startConsoleWorld()
  await world.online()
})
afterAll(() => world[Symbol.asyncDispose]())
afterEach(() => world.closePages())

describe('a hub that does not answer', () => {
  test('is told by one banner, which goes when it is back; the screen that was asked for comes then', async () => {
    const page = await world.open('people', { isCutOff: true })
    await page.getByRole('list', { name: 'Members' }).waitFor()
    const loads: string[] = []
    page.on('framenavigated', (frame) => loads.push(frame.url()))
    // Before its code was loaded ahead of time.
    await page.route(/.*/, (route) => route.abort('connectionrefused'))

    await page.getByRole('link', { name: 'Explore' }).click()
    const banner = page.getByText('The hub is not answering. Trying again')
    await banner.waitFor()
    expect(await banner.count()).toBe(1)
    expect(await page.getByRole('alert').count()).toBe(0)
    await expectNoAxeViolations(page)

    await page.unroute(/.*/)
    await banner.waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1, name: 'Explore' }).waitFor()
    await page.getByText('No connections yet').waitFor()
    expect(loads.filter((url) => !url.includes('/explore'))).toEqual([])
  })

  test('leaves what is on the screen, and the screen is current when it is back', async () => {
    const page = await world.open('connections', { isCutOff: true })
    await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor()
    await page.waitForLoadState('networkidle')
    await page.route('**/api/**', (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }),
    )
    await page.route('**/healthz', (route) => route.fulfill({ status: 502, body: 'Bad Gateway' }))
    await page.getByRole('link', { name: 'People', exact: true }).click()
    await page.getByText('The hub is not answering. Trying again').waitFor()

    await page.unroute('**/api/**')
    await page.unroute('**/healthz')

    await page.getByRole('list', { name: 'Members' }).getByText('anna@example.com').waitFor()
    await page.getByText('The hub is not answering').waitFor({ state: 'detached' })
  })

  test('that comes back as another version asks to reload, and does not reload by itself', async () => {
    const page = await world.open('people', { isCutOff: true })
    await page.getByRole('list', { name: 'Members' }).waitFor()
    await page.route('**/assets/explore-*.js', (route) => route.fulfill({ status: 404, body: '{}' }))

    await page.getByRole('link', { name: 'Explore' }).click()

    await page.getByRole('alert').getByText('The console was updated since you opened this page.').waitFor()
    await page.unroute('**/assets/explore-*.js')
    await page.getByRole('button', { name: 'Reload' }).click()
    await page.getByRole('heading', { level: 1, name: 'Explore' }).waitFor()
  })
})
