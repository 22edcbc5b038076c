import { likelyServiceUrl } from '../../settings/likely-url.ts'

/** Whether the path of a service URL names the API at all; it normally ends there (F-001). */
export function hasApiSegment(url: string): boolean {
  return new URL(url).pathname.split('/').includes('api')
}

/** The service URL that was probably meant. Undefined when the URL already is that one. */
export function suggestServiceUrl(url: string): string | undefined {
  const likely = likelyServiceUrl(url)
  return likely === url ? undefined : likely
}
