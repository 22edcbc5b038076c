/** Whether the path of a service URL names the API at all; it normally ends there (F-001). */
export function hasApiSegment(url: string): boolean {
  return new URL(url).pathname.split('/').includes('api')
}

/**
 * The service URL that was probably meant: cut after the first `/api`, or with `/api` added. Undefined when the URL
 * already ends at its first `/api`.
 */
export function suggestServiceUrl(url: string): string | undefined {
  const { origin, pathname, hostname } = new URL(url)
  const path = pathname.replace(/\/+$/, '')
  const upToApi = /^(.*?\/api)(?:\/.*)?$/i.exec(path)?.[1]?.replace(/\/api$/i, '/api')
  if (upToApi !== undefined) return upToApi === path ? undefined : `${origin}${upToApi}`
  // Coupa's own hosts serve the API at one place; elsewhere a proxy may have put a path in front.
  const isCoupa = /(?:^|\.)coupa(?:host|cloud|dev)\.com$/i.test(hostname)
  return `${origin}${isCoupa ? '' : path}/api`
}
