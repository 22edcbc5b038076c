import type { Agent } from 'undici'
import type { CheckReport } from '../../contract/check.ts'
import { EndpointError } from '../../contract/endpoint-error.ts'
import { type CheckStep, runCheck } from '../../contract/run-check.ts'
import type { LoadSource } from '../../contract/source.ts'
import type { OpenSourceOptions } from '../../contract/source-type.ts'
import { createAgent } from '../../http/create-agent.ts'
import { type RequestSettings, readRequestSettings } from '../../http/request-settings.ts'
import { transportError } from '../../http/send-request.ts'
import { createSpooledSource } from '../spool/create-spooled-source.ts'
import { fetchPage, type Page, tooLarge } from './fetch-page.ts'
import { checkPointer } from './json-pointer.ts'
import { nextPage } from './next-page.ts'
import { recordsOfPage } from './records-of-page.ts'

/** How much a source reads at most. */
export interface HttpLimits {
  readonly maxPages: number
  readonly maxBytes: number
}

/** Reads all pages of an API once, and keeps the records until they are loaded. */
export function createHttpSource(
  settings: Readonly<Record<string, string>>,
  options: OpenSourceOptions & HttpLimits,
): LoadSource {
  const { records: pointer = '', next } = options.intake
  const request = readRequestSettings(settings, { what: 'source', example: 'https://api.example.com/suppliers' })
  checkPointer(pointer, 'records')
  if (next !== undefined && 'cursor' in next) checkPointer(next.cursor, 'next.cursor')
  else if (next !== undefined && next.link !== 'header') checkPointer(next.link, 'next.link')
  let dispatcher: Agent | undefined

  async function ask(url: URL): Promise<Page> {
    try {
      dispatcher ??= await createAgent(request, options)
    } catch (error) {
      throw transportError(error, request)
    }
    const { clock, signal } = options
    return await fetchPage(url, { request, dispatcher, clock, signal })
  }

  async function* records(): AsyncGenerator<Readonly<Record<string, unknown>>> {
    for await (const page of pagesOf(request, options, ask)) {
      yield* recordsOfPage(page.value, pointer, request.name)
    }
  }

  return createSpooledSource({
    ...options,
    name: 'answer',
    doesNullClear: true,
    read: async () => ({ columns: undefined, records: records() }),
    check: () => checkApi(request, pointer, ask, options),
    close: async () => await dispatcher?.destroy(),
  })
}

async function* pagesOf(
  { url: first, name }: RequestSettings,
  { maxPages, maxBytes, intake: { next, records: pointer = '' } }: OpenSourceOptions & HttpLimits,
  ask: (url: URL) => Promise<Page>,
): AsyncGenerator<Page> {
  const seen = new Set<string>()
  let bytes = 0
  for (let url: URL | undefined = first; url !== undefined; ) {
    seen.add(url.href)
    const page = await ask(url)
    bytes += page.bytes
    if (bytes > maxBytes) {
      const megabytes = maxBytes / 1024 / 1024
      throw tooLarge(`The answers of ${name} have more than ${megabytes} MiB.`, 'Raise maxMegabytes, if that is right.')
    }
    yield page
    const following = nextPage(page, next, { current: url, first })
    if (following !== undefined && seen.has(following.href)) {
      // Some answer the last page with the cursor that led to it.
      const [record] = recordsOfPage(page.value, pointer, name)
      if (record === undefined) return
      throw new EndpointError('REFUSED', `A page of ${name} names a page as its next one that was read already.`, {
        field: 'next',
        remedy: 'Correct source.next: it leads in a circle.',
      })
    }
    if (following !== undefined && seen.size === maxPages) {
      throw tooLarge(`${name} has more than ${maxPages} pages.`, 'Raise maxPages, if that is right.')
    }
    url = following
  }
}

/** Asks for the first page. */
async function* checkApi(
  request: RequestSettings,
  pointer: string,
  ask: (url: URL) => Promise<Page>,
  { clock }: OpenSourceOptions,
): AsyncGenerator<CheckReport> {
  let page: Page | undefined
  const steps: readonly CheckStep[] = [
    [
      'connect',
      `${request.name} answers.`,
      async () => {
        page = await ask(request.url)
      },
    ],
    ['read', 'The answer has a list of records.', async () => [...recordsOfPage(page?.value, pointer, request.name)]],
  ]
  yield* runCheck(steps, clock, (error) => transportError(error, request))
}
