import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

// Evaluated through the browser's own door, so that the policy of the page stays as it is.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The rules that look at colours. All others look at what the page says, which is the same in light and in dark. */
const ofColors = ['color-contrast', 'link-in-text-block']

/**
 * Fails when axe finds anything on what the page shows now, in light or in dark. `schemeAttribute` is where the page says
 * which of them it shows.
 */
export async function expectNoAxeViolations(page: Page, schemeAttribute = 'data-mantine-color-scheme'): Promise<void> {
  const isDark = Boolean(await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"))
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[${schemeAttribute}=${colorScheme}]`).waitFor({ state: 'attached' })
    // Colours in transition are nobody's colours.
    await page.evaluate('Promise.allSettled(document.getAnimations().map((animation) => animation.finished))')
    const rules = colorScheme === 'dark' ? ofColors : undefined
    found.push(...(await violations(page, rules)).map((line) => `${colorScheme}: ${line}`))
  }
  await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' })
  expect(found, `axe on ${new URL(page.url()).pathname}`).toEqual([])
}

/** Of all rules unless some are named. */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe)
  const options = {
    // What passed is neither described nor sent, and no rule that runs wants the style sheets loaded anew.
    resultTypes: ['violations'],
    preload: { assets: ['media'] },
    ...(rules ? { runOnly: rules } : {}),
  }
  const results = (await page.evaluate(`window.axe.run(${JSON.stringify(options)})`)) as AxeResults
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 300)}\n  ${failureSummary ?? ''}`),
  )
}
