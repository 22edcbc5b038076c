import { posix } from 'node:path'

/** What is checked. */
export interface ImportRules {
  /** Texts of the shipped sources by their paths, `packages/hub/src/hub.ts`. */
  readonly files: ReadonlyMap<string, string>
  /** What the sources of each package may import besides their own files and Node's modules. */
  readonly allowedImports: Readonly<Record<string, readonly string[]>>
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*'(?<source>[^']+)'|(?:^|\n)\s*import\s*'(?<effect>[^']+)'|import\('(?<dynamic>[^']+)'\)/g

/**
 * What breaks the arrows of docs/architecture.md, one sentence each: an import that the package may not have, a path out of
 * the package, a circle of files, two folders that import each other. An import of a type counts like any other.
 */
export function findImportProblems({ files, allowedImports }: ImportRules): string[] {
  const problems: string[] = []
  const imports = new Map<string, string[]>()
  for (const [file, text] of files) {
    const [, name = ''] = file.split('/')
    const local: string[] = []
    for (const { groups } of text.matchAll(importPattern)) {
      const source = groups?.source ?? groups?.effect ?? groups?.dynamic ?? ''
      if (source.startsWith('.')) {
        const target = posix.join(posix.dirname(file), source)
        if (target.startsWith(`packages/${name}/`)) local.push(target)
        else problems.push(`${file} reaches out of its package: ${source}`)
      } else if (!source.startsWith('node:') && !source.endsWith('.css') && !allowedImports[name]?.includes(source)) {
        problems.push(`${file} may not import ${source}`)
      }
    }
    imports.set(file, local)
  }
  return [...problems, ...circlesOf(imports), ...twoWayFolders(imports)]
}

function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file)
    if (start >= 0) circles.push(`circle: ${[...trail.slice(start), file].map(shorten).join(' → ')}`)
    if (start >= 0 || done.has(file)) return
    for (const next of imports.get(file) ?? []) visit(next, [...trail, file])
    done.add(file)
  }
  for (const file of imports.keys()) visit(file, [])
  return circles
}

/** Pairs of folders that import each other, a folder and the one that holds it among them, with an import of each way. */
function twoWayFolders(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const firstImport = new Map<string, string>()
  for (const [file, targets] of imports) {
    for (const target of targets) {
      const way = `${posix.dirname(file)} → ${posix.dirname(target)}`
      if (!firstImport.has(way)) firstImport.set(way, `${shorten(file)} → ${shorten(target)}`)
    }
  }
  return [...firstImport].flatMap(([way, example]) => {
    const [from = '', to = ''] = way.split(' → ')
    const back = firstImport.get(`${to} → ${from}`)
    return back !== undefined && from < to ? [`two ways: ${example}, and back: ${back}`] : []
  })
}

function shorten(file: string): string {
  return file.replace(/^packages\//, '')
}
