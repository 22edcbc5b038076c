/**
 * Where to go after a sign-in: a path of this origin, whatever was asked for. Anything else, an address elsewhere in
 * whichever disguise, becomes the first page.
 */
export function returnPath(asked: string | undefined, origin: string): string {
  if (asked === undefined || !asked.startsWith('/')) return '/'
  const url = URL.parse(asked, origin)
  if (url === null || url.origin !== new URL(origin).origin) return '/'
  // A path that begins with two slashes names another host when it is used alone.
  if (url.pathname.startsWith('//')) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}
