import type { IncomingHttpHeaders } from 'node:http'
import { HubProblem } from '../../basics/problem.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

export interface CrossSiteFacts {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  /** Of the hub. */
  readonly origin: string
  /** The request carries a bearer credential, which no foreign page can make a browser send. */
  readonly hasBearer: boolean
  readonly hasSessionCookie: boolean
}

/**
 * Refuses a change that a page of another site makes a browser request. `Origin` must be the hub's own. Without it,
 * `Sec-Fetch-Site` must rule out another site. Without both, the request may not rely on a cookie. Programs other than browsers
 * send neither these headers nor a cookie. Throws `ORIGIN_REFUSED`.
 */
export function refuseCrossSite({ method, headers, origin, hasBearer, hasSessionCookie }: CrossSiteFacts): void {
  if (hasBearer || safeMethods.has(method)) return
  if (headers.origin !== undefined) {
    if (headers.origin !== origin) throw refused(`The request comes from ${printable(headers.origin)}`, origin)
    return
  }
  const site = headers['sec-fetch-site']
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw refused('The browser says that another site asks', origin)
    return
  }
  if (hasSessionCookie) throw refused('The request has a cookie and no Origin', origin)
}

function refused(what: string, origin: string): HubProblem {
  return new HubProblem('ORIGIN_REFUSED', {
    detail: `${what}; changes are taken from ${origin} alone.`,
    suggestion: `Open the hub as ${origin}. Programs send an API key as "Authorization: Bearer …" instead of a cookie.`,
  })
}

function printable(text: string): string {
  return JSON.stringify(text.slice(0, 200))
}
