import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Fails when the page is wider than the window, so that one would have to scroll sideways. */
export async function expectFitsWidth(page: Page): Promise<void> {
  // Where the window was made smaller, the page may still be on its way.
  await expect
    .poll(() => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), {
      message: `too wide: ${new URL(page.url()).pathname}`,
      timeout: 3000,
    })
    .toBeLessThanOrEqual(0)
}
