import { createHash } from 'node:crypto'
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractInlineCode, styleSheet } from './extract-inline-code.ts'
import { findDeadLinks } from './find-dead-links.ts'
import { makeReachable } from './make-reachable.ts'

const base = '/docs/'

/** Widgets of the search that the site does not use: Starlight brings its own. */
const unused = 'pagefind/pagefind-{component-ui,highlight,modular-ui,ui}.{js,css}'

/**
 * Makes of what the generator has built what a hub serves under its policy, and checks it. Throws when a link leads nowhere,
 * or when a style that is inline is left.
 */
export function finishSite(dist: string): void {
  for (const path of globSync(unused, { cwd: dist })) rmSync(join(dist, path))
  const read = (path: string): string => readFileSync(join(dist, path), 'utf8')
  const pages = new Map(globSync('**/*.html', { cwd: dist }).map((path) => [path.replaceAll('\\', '/'), read(path)]))
  const finished = withoutInlineCode(dist, pages)
  for (const [path, html] of finished) writeFileSync(join(dist, path), html)
  const files = new Set(globSync('**/*', { cwd: dist }).map((path) => path.replaceAll('\\', '/')))
  const problems = [...findDeadLinks({ base, pages: finished, files }), ...findInlineStyles(finished)]
  if (problems.length > 0) throw new Error(`The site cannot be served:\n${problems.join('\n')}`)
}

function withoutInlineCode(dist: string, pages: ReadonlyMap<string, string>): Map<string, string> {
  const styles = new Map<string, string>()
  const extracted = [...pages].map(([path, html]) => {
    const page = extractInlineCode(makeReachable(html), `${base}assets`)
    for (const [file, code] of page.scripts) writeFileSync(join(dist, 'assets', file), code)
    for (const [name, declarations] of page.styles) styles.set(name, declarations)
    return [path, page.html] as const
  })
  const sheet = styleSheet(styles)
  const sheetFile = `assets/inline-${createHash('sha256').update(sheet).digest('hex').slice(0, 8)}.css`
  writeFileSync(join(dist, sheetFile), sheet)
  const link = `<link rel="stylesheet" href="${base}${sheetFile}">`
  return new Map(extracted.map(([path, html]) => [path, html.replace('</head>', `${link}</head>`)]))
}

function findInlineStyles(pages: ReadonlyMap<string, string>): string[] {
  return [...pages].filter(([, html]) => /<style[\s>]/.test(html)).map(([path]) => `${path} has a style in its text`)
}
