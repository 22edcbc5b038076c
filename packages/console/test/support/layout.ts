import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Fails when the page is wider than the window, so that one would have to scroll sideways. */
export async function expectFitsWidth(page: Page): Promise<void> {
  const { scrollWidth, clientWidth } = (await page.evaluate(
    '({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth })',
  )) as { scrollWidth: number; clientWidth: number }
  expect(scrollWidth, `width of ${new URL(page.url()).pathname}`).toBeLessThanOrEqual(clientWidth)
}
