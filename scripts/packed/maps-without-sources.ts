import { posix } from 'node:path'

interface SourceMap {
  readonly sourceRoot?: string
  readonly sources: readonly (string | null)[]
  readonly sourcesContent?: readonly (string | null)[]
}

/**
 * Names the source maps of a package that point at sources which are neither packed nor held by the map: a debugger would
 * show an empty file. `files` are the paths in the package, `read` gives the text of one.
 */
export function findMapsWithoutSources(files: ReadonlySet<string>, read: (path: string) => string): string[] {
  return [...files]
    .filter((path) => path.endsWith('.map'))
    .flatMap((path) => {
      const { sourceRoot = '', sources, sourcesContent }: SourceMap = JSON.parse(read(path))
      const isThere = (source: string | null, index: number): boolean =>
        typeof sourcesContent?.[index] === 'string' ||
        (source !== null && files.has(posix.join(posix.dirname(path), sourceRoot, source)))
      const missing = sources.find((source, index) => !isThere(source, index))
      return missing === undefined ? [] : [`${path} points at ${missing}, which is not packed`]
    })
}
