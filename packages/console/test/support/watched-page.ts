import type { Browser, Page } from 'playwright-core'
import type { HubPerson } from '../../../cli/test/support/hub-person.ts'

/**
 * A page that remembers everything that must never happen. One story after the other has it, each as somebody new: a new
 * profile with its process and its compiled scripts takes four seconds of a processor, leading a page elsewhere takes one.
 */
export interface WatchedPage {
  readonly page: Page
  /** Errors in the page, refused by its policy, or of the server; requests that left the hub's origin. */
  readonly faults: readonly string[]
  /** Begins a story; the page goes nowhere yet. */
  handOver(options: WatchedPageOptions): Promise<void>
  /** Ends a story: of its cookies, its stores and its document nothing is left. The faults stay until the next begins. */
  clear(): Promise<void>
}

export interface WatchedPageOptions {
  /** Who is signed in; undefined is nobody. */
  readonly person?: HubPerson | undefined
  readonly colorScheme?: 'light' | 'dark'
  /** Whether the story takes the hub away: what the browser says of that is no fault then. Default: false. */
  readonly isCutOff?: boolean
  /** Default: 1280 × 800. */
  readonly viewport?: { readonly width: number; readonly height: number }
}

/** A phone of today, small. */
export const phone = { width: 375, height: 667 } as const

/** Opens an empty page for a hub, in a browser profile of its own. */
export async function openWatchedPage(browser: Browser, url: string): Promise<WatchedPage> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const faults: string[] = []
  context.on('request', (request) => {
    if (!isOwn(request.url(), url)) faults.push(`request to ${request.url()}`)
  })
  let mayFail = false
  context.on('response', (response) => {
    if (response.status() >= 500 && !mayFail) faults.push(`${response.status()} from ${response.url()}`)
  })
  return {
    page,
    faults,
    handOver: async ({ person, colorScheme = 'light', isCutOff = false, viewport = { width: 1280, height: 800 } }) => {
      const cookie = person?.cookie()
      if (cookie) await context.addCookies([{ ...cookie, url }])
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize(viewport)
      faults.length = 0
      mayFail = isCutOff
      page.on('pageerror', (error) => faults.push(`error in the page: ${error.stack ?? error.message}`))
      page.on('console', (message) => {
        if (!['error', 'warning'].includes(message.type())) return
        // The browser tells of every refusal of the API; whether it was right is for the story to say.
        const isRefusal = message.location().url.startsWith(`${url}/api/`) && /status of 4\d\d/.test(message.text())
        const isSilence = isCutOff && /net::ERR_|status of (?:404|50\d)|CodeGoneError/.test(message.text())
        if (!isRefusal && !isSilence) faults.push(`${message.type()} in the console: ${message.text()}`)
      })
    },
    clear: async () => {
      // Those of the story, too.
      page.removeAllListeners()
      await page.evaluate('localStorage.clear(), sessionStorage.clear()')
      await page.goto('about:blank')
      await context.clearCookies()
    },
  }
}

function isOwn(address: string, url: string): boolean {
  return address.startsWith(`${url}/`) || address.startsWith('data:') || address.startsWith(`blob:${url}/`)
}
