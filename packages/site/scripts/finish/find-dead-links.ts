import { posix } from 'node:path'

/** The files of a built site. */
export interface BuiltSite {
  /** Where the site is served, `/docs/`. */
  readonly base: string
  /** Pages by their paths in the site, `tasks/rotate-a-secret/index.html`. */
  readonly pages: ReadonlyMap<string, string>
  /** Paths of everything, pages included. */
  readonly files: ReadonlySet<string>
}

/** What the hub itself serves beside the site. */
const ofTheHub: ReadonlySet<string> = new Set(['/', '/api/v1/docs', '/api/v1/openapi.json'])

/** Says for each link, script, style and picture of the pages that leads to nothing which page has it. */
export function findDeadLinks({ base, pages, files }: BuiltSite): string[] {
  const anchors = new Map([...pages].map(([path, html]) => [path, anchorsOf(html)] as const))
  const dead = [...pages].flatMap(([path, html]) =>
    targetsOf(html)
      .filter((target) => isDead(new URL(target, `https://site.invalid${base}${path}`), target))
      .map((target) => `${path} leads to ${target}, which is not there`),
  )
  return [...new Set(dead)]

  function isDead({ origin, pathname, hash }: URL, target: string): boolean {
    if (origin !== 'https://site.invalid') return false
    if (ofTheHub.has(pathname)) return false
    if (!pathname.startsWith(base)) return true
    const path = decodeURIComponent(pathname.slice(base.length))
    const file = path === '' || path.endsWith('/') ? posix.join(path, 'index.html') : path
    if (!files.has(file)) return true
    const anchor = decodeURIComponent(hash.slice(1))
    return anchor !== '' && target.includes('#') && anchors.get(file)?.has(anchor) === false
  }
}

function anchorsOf(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => textOf(id)))
}

function targetsOf(html: string): string[] {
  return [...html.matchAll(/<[a-z][^>]*?\s(?:href|src)="([^"]*)"/g)].map(([, target = '']) => textOf(target))
}

function textOf(text: string): string {
  return text.replaceAll('&#38;', '&').replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")
}
