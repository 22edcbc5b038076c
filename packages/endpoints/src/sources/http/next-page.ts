import { EndpointError } from '../../contract/endpoint-error.ts'
import type { NextPage } from '../../contract/source-type.ts'
import type { Page } from './fetch-page.ts'
import { valueAtPointer } from './json-pointer.ts'

/** The address of the page after one; undefined after the last. Throws `EndpointError` for one at another server. */
export function nextPage(
  { value, link }: Pick<Page, 'value' | 'link'>,
  next: NextPage | undefined,
  at: { readonly current: URL; readonly first: URL },
): URL | undefined {
  if (next === undefined) return undefined
  if ('cursor' in next) {
    const cursor = valueAtPointer(value, next.cursor)
    if (isNothing(cursor)) return undefined
    const url = new URL(at.first)
    url.searchParams.set(next.parameter, String(cursor))
    return url
  }
  const target = next.link === 'header' ? linkToNext(link ?? '') : valueAtPointer(value, next.link)
  if (isNothing(target)) return undefined
  const url = URL.parse(String(target), at.current.href)
  if (url?.origin === at.first.origin) return url
  throw new EndpointError(
    'REFUSED',
    `The next page is at ${url?.origin ?? 'no address'}, and the first one at ${at.first.origin}.`,
    {
      field: 'next',
      remedy: 'Credentials are sent to no other server. Set url to the address that the API itself uses.',
    },
  )
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === false
}

/** `</suppliers?page=2>; rel="next", </suppliers?page=9>; rel="last"` */
function linkToNext(header: string): string | undefined {
  for (const [, target, parameters = ''] of header.matchAll(/<([^>]*)>([^<]*)/g)) {
    const [, quoted, plain] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters) ?? []
    if ((quoted ?? plain ?? '').toLowerCase().split(/\s+/).includes('next')) return target
  }
  return undefined
}
