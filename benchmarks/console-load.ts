// What a first visit of the console costs: script and style over the wire, and the time until the screen can be used, with
// a processor four times as slow as this one. Every visit is made by a new browser profile, which has nothing cached. The code
// of the other screens, which a page loads when it has nothing else to do, is not counted.

import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../scripts/find-chromium.ts'
import { type ListedAccount, startListedConnections } from './support/listed-connections.ts'
import { type Measurement, median, report, round } from './support/measurement.ts'

const rounds = 7
const slowDown = 4
const connections = 10_000
const port = 8398

interface Visit {
  readonly kilobytes: number
  readonly usableMs: number
}

interface Screen {
  readonly what: string
  readonly address: string
  readonly isSignedIn: boolean
  /** Is there when the screen can be used. */
  readonly selector: string
}

const measurements: Measurement[] = []
await using listed = await startListedConnections(port, connections)
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'],
})
const screens: readonly Screen[] = [
  { what: 'the sign-in page', address: '/sign-in', isSignedIn: false, selector: 'input[type=password]' },
  {
    what: `the list of ${connections.toLocaleString('en')} connections`,
    address: `/a/${listed.account}/connections`,
    isSignedIn: true,
    selector: 'main a[href*="/connections/"]:not([href$="/new"])',
  },
]
for (const screen of screens) {
  await visit(browser, listed, screen)
  const visits: Visit[] = []
  for (let turn = 0; turn < rounds; turn++) visits.push(await visit(browser, listed, screen))
  const times = visits.map(({ usableMs }) => usableMs)
  const kilobytes = Math.max(...visits.map((one) => one.kilobytes))
  measurements.push(
    {
      what: `script and style of a first visit to ${screen.what}, compressed`,
      against: 'nothing cached',
      value: round(kilobytes, 1),
      unit: 'KB',
      reach: { atMost: 260 },
      figures: { kilobytes: round(kilobytes, 1) },
    },
    {
      what: `${screen.what} can be used after`,
      against: `nothing cached, processor slowed down ${slowDown} times`,
      value: round(median(times), 0),
      unit: 'ms',
      reach: { atMost: 1500 },
      figures: { fastestMs: round(Math.min(...times), 0), slowestMs: round(Math.max(...times), 0), rounds },
    },
  )
}
await browser.close()
report(measurements)

async function visit(
  browser: Browser,
  { url, cookie }: ListedAccount,
  { address, isSignedIn, selector }: Screen,
): Promise<Visit> {
  const context = await browser.newContext({ baseURL: url })
  if (isSignedIn) await context.addCookies([cookie])
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown })
  const wanted = new Set<string>()
  let bytes = 0
  let isUsable = false
  session.on('Network.requestWillBeSent', ({ requestId, type }) => {
    if (!isUsable && (type === 'Script' || type === 'Stylesheet')) wanted.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (wanted.has(requestId)) bytes += encodedDataLength
  })
  // Told by the page itself: looking again and again from outside would have the slowed down thread do that as well.
  const usable = new Promise<number>((resolve) => {
    session.on('Runtime.bindingCalled', ({ payload }) => resolve(Number(payload)))
  })
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: 'tellUsable' })
  await page.addInitScript(tellWhenUsable(selector))
  await page.goto(address, { waitUntil: 'commit' })
  const usableMs = await usable
  isUsable = true
  await page.waitForLoadState('networkidle')
  await context.close()
  return { kilobytes: bytes / 1000, usableMs }
}

/** Tells when it is painted and the page is free to answer, in milliseconds since the visit began. */
function tellWhenUsable(selector: string): string {
  return `new MutationObserver((_changes, observer) => {
    if (!document.querySelector(${JSON.stringify(selector)})) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => tellUsable(String(performance.now()))))
  }).observe(document, { childList: true, subtree: true })`
}
