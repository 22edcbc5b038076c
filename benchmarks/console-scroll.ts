// How smoothly the console scrolls through 10,000 connections: frames in the worst second of ten, while the wheel turns.
import { chromium, type Page } from 'playwright-core'
import { findChromium } from '../scripts/find-chromium.ts'
import { type ListedConnections, startListedConnections } from './support/listed-connections.ts'
import { median, report, round } from './support/measurement.ts'

const connections = 10_000
const seconds = 10
const port = 8397

await using listed = await startListedConnections(port, connections)
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-background-networking'],
})
const page = await openList(listed)
await scroll(page, 2)
const { frames, rows } = await scroll(page, seconds)
await browser.close()
report([
  {
    what: `frames a second while a list of ${connections.toLocaleString('en')} connections scrolls`,
    against: 'the worst of ten seconds',
    value: Math.min(...frames),
    unit: 'frames',
    reach: { atLeast: 50 },
    figures: { median: median(frames), rowsSeen: rows, seconds },
  },
])

async function openList({ url, account, cookie }: ListedConnections): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 } })
  await context.addCookies([cookie])
  const page = await context.newPage()
  await page.goto(`/a/${account}/connections`)
  await page.getByText('Connection 0', { exact: true }).waitFor()
  return page
}

/** Turns the wheel for so long; what was painted in each second, and how many connections were seen. */
async function scroll(page: Page, durationSeconds: number): Promise<{ frames: number[]; rows: number }> {
  await page.mouse.move(640, 500)
  await page.evaluate(`
    window.frameTimes = []
    window.rowsSeen = new Set()
    window.isCounting = true
    requestAnimationFrame(function count(nowMs) {
      window.frameTimes.push(nowMs)
      for (const link of document.querySelectorAll('main a[href*="/connections/"]')) window.rowsSeen.add(link.href)
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
  return { frames: frames.map((count) => round(count, 0)), rows: Number(await page.evaluate('window.rowsSeen.size')) }
}
