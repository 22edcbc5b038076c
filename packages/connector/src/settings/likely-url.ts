import { resourceNames } from '@coupa-connector/catalog'
import { isLoopbackHost } from './loopback-host.ts'

/**
 * The service URL that was probably meant by whatever address a person pasted: the front page of the organization, a page in the
 * browser, a record of the API, with a user's name or a query. Undefined where no host can be made out.
 */
export function likelyServiceUrl(text: string): string | undefined {
  const url = likelyAddress(text)
  if (url === undefined) return undefined
  const { origin, pathname, hostname } = url
  return `${origin}${isCoupaHost(hostname) ? '' : beforeTheApi(pathname)}/api`
}

/** The same for the token endpoint. A path that is neither the API nor one of Coupa's pages is kept. */
export function likelyTokenUrl(text: string): string | undefined {
  const url = likelyAddress(text)
  if (url === undefined) return undefined
  const { origin, pathname, hostname } = url
  const path = pathname.replace(/\/+$/, '')
  const ends = /^(.*?\/oauth2?\/(?:token|access_tokens))(?:\/|$)/i.exec(path)?.[1]
  if (ends !== undefined) return `${origin}${ends}`
  if (path !== '' && !isPageOrApi(path)) return `${origin}${path}`
  return `${origin}${isCoupaHost(hostname) ? '' : beforeTheApi(path, '')}/oauth2/token`
}

/** Whether a path is the API or a page for people, which issue no tokens. */
export function isPageOrApi(path: string): boolean {
  return /\/api(?:\/|$)/i.test(path) || firstOfPages(segmentsOf(path)) >= 0
}

/** Coupa's own hosts serve the API at one place; elsewhere a gateway may have put a path in front. */
function isCoupaHost(hostname: string): boolean {
  return /(?:^|\.)coupa(?:host|cloud|dev)\.com$/i.test(hostname)
}

/** The address without what surrounds it in a text or a browser, by https unless it is this machine's. */
function likelyAddress(text: string): URL | undefined {
  // Two addresses, or a host with a space in it: joined together they would be the address of somebody else.
  const [beginning = '', ...others] = text.trim().split(/\s+/)
  if (
    others.length > 0 &&
    (!/^(?:[a-z]+:)?\/\/[^/]+\//i.test(beginning) || others.some((part) => part.includes(':')))
  ) {
    return undefined
  }
  const bare = text
    .replace(/[\s\p{Cc}\p{Cf}]/gu, '')
    .replace(/^[<("'`[]+|[>)"'`\],;.]+$/g, '')
    .replace(/(?:%20|%0a|%0d)+$/i, '')
  const [, scheme = '', rest = ''] = /^(?:([a-z][a-z\d+-]*):(?=[\\/]|[^\d]))?[\\/]*(.*)$/is.exec(bare) ?? []
  if (!['', 'http', 'https'].includes(scheme.toLowerCase())) return undefined
  const authorityAndPath = rest.replace(/[?#].*$/s, '').replace(/^[^\\/]*@/, '')
  const address = `https://${authorityAndPath.replaceAll('\\', '/')}`
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  url.hostname = url.hostname.replace(/\.+$/, '')
  if (!/[a-z\d]/i.test(url.hostname)) return undefined
  return scheme.toLowerCase() === 'http' && isLoopbackHost(url.hostname)
    ? new URL(url.href.replace(/^https/, 'http'))
    : url
}

/** What stands before an `api` segment, whatever its case, or before the first part that is one of Coupa's pages. */
function beforeTheApi(pathname: string, otherwise: string = pathname): string {
  const before = /^(.*?)\/api(?:[/.,;]|$)/i.exec(pathname)?.[1]
  if (before !== undefined) return before
  const segments = segmentsOf(pathname)
  const page = firstOfPages(segments)
  return page < 0
    ? otherwise.replace(/\/+$/, '')
    : segments
        .slice(0, page)
        .map((segment) => `/${segment}`)
        .join('')
}

function segmentsOf(pathname: string): string[] {
  return pathname.split('/').filter((segment) => segment !== '')
}

/** Where Coupa's own pages begin in a path: a page that is known, or what stands before the number of a record. */
function firstOfPages(segments: readonly string[]): number {
  const page = segments.findIndex((segment) => pages.has(segment.toLowerCase().replaceAll('-', '_')))
  const record = segments.findIndex((segment, index) => index > 0 && /^\d+$/.test(segment)) - 1
  if (page < 0) return record < 0 ? -1 : record
  return record < 0 ? page : Math.min(page, record)
}

/** First parts of the paths of pages, besides the names of resources. */
const pages: ReadonlySet<string> = new Set([
  ...resourceNames().flatMap((name) => name.split('/')[0] ?? []),
  'administration',
  'analytics',
  'api_clients',
  'api_keys',
  'catalog',
  'dashboard',
  'expenses',
  'home',
  'inbox',
  'index',
  'invoice_headers',
  'login',
  'notifications',
  'oauth2',
  'oauth2_clients',
  'order_headers',
  'preferences',
  'quotes',
  'reports',
  'requisition_headers',
  'sessions',
  'setup',
  'sso',
  'user',
  'users',
])
