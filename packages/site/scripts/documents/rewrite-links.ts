import { dirname, join } from 'node:path/posix'

/** Where the links of a document may lead. All paths begin at the root of the repository. */
export interface LinkTargets {
  /** Documents that are pages, with their addresses on the site. */
  readonly pages: ReadonlyMap<string, string>
  /** Whether the repository has this file or folder. */
  readonly exists: (path: string) => boolean
}

/** A document whose links lead to pages of the site. */
export interface RewrittenDocument {
  readonly text: string
  /** Paths of the pictures that it shows. */
  readonly images: readonly string[]
}

/** Code is left as it is: a block, or a piece of a line. The pictures of HTML are in its attributes. */
const codeOrLink =
  /(?<block>^(?<fence> *```+)[\s\S]*?^\k<fence>\s*$)|(?<code>(?<ticks>`+)[\s\S]*?\k<ticks>)|(?<picture>!?)\[(?<label>(?:\\.|`[^`]*`|[^[\]\\])*)\]\((?<target>[^()\s]+)\)|(?<attribute>\b(?:src|srcset)=)"(?<source>[^"\s:]+)"/gm

/**
 * Turns the links of a document, which lead from file to file, into links from page to page. A file of the repository that is
 * no page keeps its name and loses its link. Throws for a link that leads nowhere.
 */
export function rewriteLinks(path: string, text: string, { pages, exists }: LinkTargets): RewrittenDocument {
  const images: string[] = []
  const rewritten = text.replaceAll(codeOrLink, (all: string, ...rest: unknown[]) => {
    const {
      label = '',
      target,
      picture,
      attribute,
      source,
    } = rest.at(-1) as Readonly<Record<string, string | undefined>>
    if (attribute !== undefined && source !== undefined) {
      const shown = join(dirname(path), source)
      if (!exists(shown)) throw new Error(`${path} shows ${source}, which does not exist`)
      images.push(shown)
      return `${attribute}"${imageAddress(shown)}"`
    }
    if (target === undefined || /^(?:[a-z]+:|#|\/)/.test(target)) return all
    const [file = '', anchor] = decodeURI(target).split('#')
    const linked = join(dirname(path), file).replace(/\/$/, '')
    if (picture && exists(linked)) {
      images.push(linked)
      return `![${label}](${imageAddress(linked)})`
    }
    const address = pages.get(linked) ?? pages.get(`${linked}/README.md`)
    if (address !== undefined) return `[${label}](${pageAddress(address)}${anchor ? `#${anchor}` : ''})`
    if (!exists(linked)) throw new Error(`${path} links to ${target}, which does not exist`)
    return label
  })
  return { text: rewritten, images }
}

/** Where the site has a picture of the repository. */
export function imageAddress(path: string): string {
  return `/docs/images/${path.replace(/^docs\/images\//, '')}`
}

function pageAddress(address: string): string {
  return address === '' ? '/docs/' : `/docs/${address}/`
}
