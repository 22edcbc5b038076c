import { type Browser, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../../../../scripts/find-chromium.ts'
import { expectNoAxeViolations } from '../../../console/test/support/accessibility.ts'
import { expectFitsWidth } from '../../../console/test/support/layout.ts'
import { openWatchedPage, phone, type WatchedPage } from '../../../console/test/support/watched-page.ts'
import { type ServedSite, serveSite } from './serve-site.ts'

// The built pages in a real browser, under the policy of the hub. What the policy refuses, and a request to another site, is
// a fault of the page.

let site: ServedSite
let browser: Browser
let watched: WatchedPage

beforeAll(async () => {
  site = await serveSite()
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  watched = await openWatchedPage(browser, site.url)
})

afterAll(async () => {
  await browser.close()
  await site[Symbol.asyncDispose]()
})

afterEach(async () => {
  const { faults } = watched
  await watched.clear()
  expect(faults).toEqual([])
})

describe('the documentation', () => {
  it.each(['', 'tutorials/first-connection/', 'concepts/receipts/', 'reference/commands/query/'])(
    'can be read on a phone and by everybody: /docs/%s',
    async (path) => {
      await watched.handOver({ viewport: phone })
      await watched.page.goto(`/docs/${path}`)

      await expectFitsWidth(watched.page)
      await expectNoAxeViolations(watched.page, 'data-theme')
    },
  )

  it('finds a page by its words, and leads there', async () => {
    await watched.handOver({})
    const { page } = watched
    await page.goto('/docs/')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('textbox', { name: 'Search' }).fill('rotate secret')
    await page.getByRole('dialog').getByRole('link', { name: 'Rotate a secret' }).first().click()

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Rotate a secret')
  })

  it('keeps the look that was chosen, on every page', async () => {
    await watched.handOver({ colorScheme: 'light' })
    const { page } = watched
    await page.goto('/docs/')
    await page.getByRole('combobox', { name: 'Select theme' }).first().selectOption('dark')
    await page.goto('/docs/glossary/')

    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  })
})
