import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import GithubSlugger from 'github-slugger'
import { Application, type TypeDocOptions } from 'typedoc'
import { digestOf } from '../digest-of.ts'

/** What the pages are made of, and where they are kept until it changes: the compiler needs seconds for them. */
export interface LibrarySources {
  /** The package of the library. */
  readonly connector: string
  readonly cache: string
}

const entries = { index: 'Library', plugins: 'Library: plugins' } as const

/** A page for each entry of the library, from its declarations and their comments. */
export async function libraryPages({ connector, cache }: LibrarySources): Promise<Map<string, string>> {
  const digests = [digestOf(connector, ['src/**/*.ts']), digestOf(import.meta.dirname, ['library.ts'])]
  const made = join(cache, digests.map((digest) => digest.slice(0, 12)).join('-'))
  if (!existsSync(join(made, 'index.md'))) await writeDeclarations(connector, made)
  return new Map(
    Object.entries(entries).map(([entry, title]) => [
      entry === 'index' ? 'reference/library' : `reference/library-${entry}`,
      page(title, entry, readFileSync(join(made, `${entry}.md`), 'utf8')),
    ]),
  )
}

function page(title: string, entry: string, declarations: string): string {
  const name = entry === 'index' ? '@coupa-connector/connector' : `@coupa-connector/connector/${entry}`
  const text = withAnchorsOfHeadings(declarations)
    .replace(/^# .*\n/, '')
    .replaceAll('](index.md', '](/docs/reference/library/')
    .replaceAll('](plugins.md', '](/docs/reference/library-plugins/')
  return `# ${title}\n\nEverything that \`${name}\` exports.\n\n${text}`
}

/**
 * Leads links within a page to its headings. The declarations count the fields of tables as anchors, too, so that the number
 * behind an anchor may be another one here.
 */
function withAnchorsOfHeadings(declarations: string): string {
  const slugger = new GithubSlugger()
  const anchors = new Set([...declarations.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slugger.slug(heading)))
  return declarations
    .replaceAll(/<a id="[^"]*"><\/a> ?/g, '')
    .replaceAll(/\[((?:\\.|[^[\]\\])*)\]\(#([^)]+)\)/g, (_all, label: string, anchor: string) => {
      const found = [anchor, anchor.replace(/-\d+$/, '')].find((candidate) => anchors.has(candidate))
      return found === undefined ? label : `[${label}](#${found})`
    })
}

async function writeDeclarations(connector: string, folder: string): Promise<void> {
  const options: TypeDocOptions & Readonly<Record<string, unknown>> = {
    plugin: [fileURLToPath(import.meta.resolve('typedoc-plugin-markdown'))],
    entryPoints: Object.keys(entries).map((entry) => join(connector, `src/${entry}.ts`)),
    outputs: [{ name: 'markdown', path: folder }],
    tsconfig: join(connector, 'tsconfig.json'),
    readme: 'none',
    router: 'module',
    excludeInternal: true,
    excludeExternals: true,
    skipErrorChecking: true,
    disableSources: true,
    groupOrder: ['Functions', 'Interfaces', 'Type Aliases', 'Classes', 'Variables'],
    logLevel: 'Error',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    parametersFormat: 'table',
    propertiesFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    tableColumnSettings: { hideInherited: true, hideOverrides: true, hideModifiers: true, hideSources: true },
  }
  const application = await Application.bootstrapWithPlugins(options)
  const project = await application.convert()
  if (project === undefined) throw new Error('The declarations of the library cannot be read')
  await application.generateOutputs(project)
}
