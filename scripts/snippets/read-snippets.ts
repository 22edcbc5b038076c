/** A block of code of a document. */
export interface Snippet {
  /** The document, as it was named. */
  readonly path: string
  /** Where the code begins, counted from 1. */
  readonly line: number
  readonly language: string
  readonly code: string
  /** Why it is not run, as its info string says: `sh not-run="needs a hub"`; undefined for what is. */
  readonly notRun: string | undefined
  /** Whether it needs a hub that is set up, as `sh runs-on="hub"` says. Others run with a sandbox organization alone. */
  readonly needsHub: boolean
}

/** The blocks of code of a Markdown document, in their order. */
export function readSnippets(path: string, text: string): Snippet[] {
  const snippets: Snippet[] = []
  let open: { indent: string; language: string; info: string; line: number; lines: string[] } | undefined
  for (const [index, line] of text.split('\n').entries()) {
    const [, indent = '', language = '', info = ''] = /^( *)```(\w*) *(.*)$/.exec(line) ?? []
    if (open === undefined) {
      if (/^ *```/.test(line)) open = { indent, language, info, line: index + 2, lines: [] }
    } else if (/^ *```\s*$/.test(line)) {
      const notRun = /^not-run="([^"]+)"$/.exec(open.info)?.[1]
      const needsHub = open.info === 'runs-on="hub"'
      const code = `${open.lines.join('\n')}\n`
      snippets.push({ path, line: open.line, language: open.language, code, notRun, needsHub })
      open = undefined
    } else open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line)
  }
  return snippets
}
