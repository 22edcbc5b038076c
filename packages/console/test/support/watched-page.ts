import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { HubPerson } from '../../../cli/test/support/hub-person.ts'

/** A page in a browser profile of its own, which remembers everything that must never happen. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page
  /** Errors in the page, refused by its policy, or of the server; requests that left the hub's origin. */
  readonly faults: readonly string[]
}

export interface WatchedPageOptions {
  /** Who is signed in; undefined is nobody. */
  readonly person?: HubPerson | undefined
  readonly colorScheme?: 'light' | 'dark'
  /** Default: 1280 × 800. */
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly context?: BrowserContextOptions
}

/** A phone of today, small. */
export const phone = { width: 375, height: 667 } as const

/** Opens an empty page on a hub; it goes nowhere yet. */
export async function openWatchedPage(
  browser: Browser,
  url: string,
  { person, colorScheme = 'light', viewport = { width: 1280, height: 800 }, context: given }: WatchedPageOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    baseURL: url,
    colorScheme,
    viewport,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...given,
  })
  context.setDefaultTimeout(15_000)
  const cookie = person?.cookie()
  if (cookie) await context.addCookies([{ ...cookie, url }])
  const faults: string[] = []
  context.on('request', (request) => {
    if (!isOwn(request.url(), url)) faults.push(`request to ${request.url()}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} from ${response.url()}`)
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(`error in the page: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return
    // The browser tells of every refusal of the API; whether it was right is for the story to say.
    const isRefusal = message.location().url.startsWith(`${url}/api/`) && /status of 4\d\d/.test(message.text())
    if (!isRefusal) faults.push(`${message.type()} in the console: ${message.text()}`)
  })
  return { page, faults, [Symbol.asyncDispose]: () => context.close() }
}

function isOwn(address: string, url: string): boolean {
  return address.startsWith(`${url}/`) || address.startsWith('data:') || address.startsWith(`blob:${url}/`)
}
