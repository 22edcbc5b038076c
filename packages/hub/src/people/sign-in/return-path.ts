/**
 * Where to go after a sign-in: always a path of this origin. Anything else, such as an address elsewhere in whatever disguise,
 * becomes the start page.
 */
export function returnPath(asked: string | undefined, origin: string): string {
  if (asked === undefined || !asked.startsWith('/')) return '/'
  const url = URL.parse(asked, origin)
  if (url === null || url.origin !== new URL(origin).origin) return '/'
  // A path that starts with two slashes names another host when it is used on its own.
  if (url.pathname.startsWith('//')) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}
