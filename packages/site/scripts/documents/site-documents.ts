import { globSync } from 'node:fs'
import { basename, dirname } from 'node:path/posix'
import { navigation } from '../navigation.ts'

/**
 * The documents of the repository that are pages of the site, by their paths, with their addresses. What the list of pages
 * does not name one by one is found here: packages and decisions.
 */
export function siteDocuments(root: string): ReadonlyMap<string, string> {
  const named = navigation
    .flatMap(({ pages }) => pages)
    .flatMap((entry) => ('document' in entry && entry.document ? [[entry.document, entry.address] as const] : []))
  const found = globSync(['packages/*/README.md', 'docs/decisions/*.md'], { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => [path, addressOf(path)] as const)
  return new Map([...named, ...found])
}

function addressOf(path: string): string {
  const folder = dirname(path).replace(/^docs\//, '')
  const name = basename(path, '.md')
  return name === 'README' ? folder : `${folder}/${name}`
}
