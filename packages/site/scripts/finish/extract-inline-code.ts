import { createHash } from 'node:crypto'

/** A page without code of its own, and the files that have it instead, by their names. */
export interface ExtractedPage {
  readonly html: string
  readonly scripts: ReadonlyMap<string, string>
  /** Declarations by the class that has them. */
  readonly styles: ReadonlyMap<string, string>
}

/** An element with a script in it, or the tag of any other element. Quoted values may hold what ends a tag. */
const scriptOrTag =
  /<script(?<attributes>(?:"[^"]*"|'[^']*'|[^"'>])*)>(?<code>[\s\S]*?)<\/script>|<[a-z][\w-]*(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*\s*\/?>/g

/**
 * Moves scripts and styles out of a page, for a policy that runs and applies none that are inline: a script becomes a file
 * at its place, a `style` attribute a class. `folder` is the address of the files.
 */
export function extractInlineCode(html: string, folder: string): ExtractedPage {
  const scripts = new Map<string, string>()
  const styles = new Map<string, string>()
  const extracted = html.replaceAll(scriptOrTag, (all: string, ...rest: unknown[]) => {
    const { attributes = '', code } = rest.at(-1) as Readonly<Record<string, string | undefined>>
    if (code === undefined) return withClass(all, styles)
    if (code.trim() === '') return all
    const file = `inline-${digest(code)}.js`
    scripts.set(file, code)
    return `<script${attributes} src="${folder}/${file}"></script>`
  })
  return { html: extracted, scripts, styles }
}

/** One sheet for the classes of all pages. They win over the classes of the page, as the attributes did. */
export function styleSheet(styles: ReadonlyMap<string, string>): string {
  return [...styles].map(([name, declarations]) => `.${name}.${name}.${name}{${declarations}}\n`).join('')
}

function withClass(tag: string, styles: Map<string, string>): string {
  const [attribute, declarations] = /\sstyle="([^"]*)"/.exec(tag) ?? []
  if (attribute === undefined || declarations === undefined) return tag
  const name = `inline-${digest(declarations)}`
  styles.set(name, declarations)
  const plain = tag.replace(attribute, '')
  return /\sclass="/.test(plain)
    ? plain.replace(/\sclass="/, ` class="${name} `)
    : plain.replace(/^<[\w-]+/, (start) => `${start} class="${name}"`)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
