// How smoothly the console scrolls through 10,000 connections, and through 10,000 runs: frames in the worst second of ten,
// while the wheel turns.
import { type Browser, chromium, type Page } from 'playwright-core'
import { startOwnServer } from '../packages/hub/src/testing/database/own-server.ts'
import { findChromium } from '../scripts/find-chromium.ts'
import { type ListedAccount, startListedConnections } from './support/listed-connections.ts'
import { startListedRuns } from './support/listed-runs.ts'
import { type Measurement, median, report, round } from './support/measurement.ts'

const rows = 10_000
const seconds = 10
const port = 8397

interface List {
  readonly what: string
  readonly start: (port: number, count: number) => Promise<ListedAccount>
  /** Below the account. */
  readonly address: string
  /** Of the links of its rows. */
  readonly links: string
}

const lists: readonly List[] = [
  { what: 'connections', start: startListedConnections, address: 'connections', links: 'a[href*="/connections/"]' },
  { what: 'runs', start: startListedRuns, address: 'runs', links: 'a[href*="/runs/"]' },
]

// One server for both: the databases are copies of one that is made once.
await using server = await startOwnServer()
process.env.TEST_POSTGRESQL_URL = server.url
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-background-networking'],
})
const measurements: Measurement[] = []
for (const list of lists) measurements.push(await measure(browser, list))
await browser.close()
report(measurements)

async function measure(browser: Browser, { what, start, address, links }: List): Promise<Measurement> {
  await using listed = await start(port, rows)
  const context = await browser.newContext({ baseURL: listed.url, viewport: { width: 1280, height: 800 } })
  await context.addCookies([listed.cookie])
  const page = await context.newPage()
  await page.goto(`/a/${listed.account}/${address}`)
  await page.locator(`main ${links}:not([href$="/new"])`).first().waitFor()
  await scroll(page, links, 2)
  const { frames, rowsSeen } = await scroll(page, links, seconds)
  await context.close()
  return {
    what: `frames a second while a list of ${rows.toLocaleString('en')} ${what} scrolls`,
    against: 'the worst of ten seconds',
    value: Math.min(...frames),
    unit: 'frames',
    reach: { atLeast: 50 },
    figures: { median: median(frames), rowsSeen, seconds },
  }
}

/** Turns the wheel for so long; what was painted in each second, and how many rows came under the mouse. */
async function scroll(
  page: Page,
  links: string,
  durationSeconds: number,
): Promise<{ frames: number[]; rowsSeen: number }> {
  await page.mouse.move(640, 500)
  await page.evaluate(`
    window.frameTimes = []
    window.rowsSeen = new Set()
    window.isCounting = true
    requestAnimationFrame(function count(nowMs) {
      window.frameTimes.push(nowMs)
      const row = document.elementFromPoint(640, 500)?.closest('li')?.querySelector(${JSON.stringify(links)})
      if (row) window.rowsSeen.add(row.href)
      if (window.isCounting) requestAnimationFrame(count)
    })`)
  const endsMs = performance.now() + durationSeconds * 1000
  while (performance.now() < endsMs) {
    await page.mouse.wheel(0, 240)
    await new Promise((resolve) => setTimeout(resolve, 16))
  }
  const times = (await page.evaluate('window.isCounting = false, window.frameTimes')) as number[]
  const first = times[0] ?? 0
  const frames = Array.from(
    { length: durationSeconds },
    (_unused, second) => times.filter((time) => Math.floor((time - first) / 1000) === second).length,
  )
  return {
    frames: frames.map((count) => round(count, 0)),
    rowsSeen: Number(await page.evaluate('window.rowsSeen.size')),
  }
}
