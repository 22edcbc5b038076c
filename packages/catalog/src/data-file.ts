import { readFileSync } from 'node:fs'
import type { CatalogRow } from './shapes/catalog-rows.ts'
import { rowStart } from './shapes/catalog-rows.ts'

type RowOf<Kind extends CatalogRow['kind']> = Extract<CatalogRow, { kind: Kind }>

/** The rows of the data file. The file is read on first use, and only the rows asked for are parsed. */
export interface DataFile {
  /** The row of that kind and name; undefined when there is none. */
  row<Kind extends CatalogRow['kind']>(kind: Kind, name: string): RowOf<Kind> | undefined
  /** All rows of that kind, in the order of the file. */
  rows<Kind extends CatalogRow['kind']>(kind: Kind): readonly RowOf<Kind>[]
}

/** A data file over its text: one JSON object a line, `kind` and `name` first, sorted (see scripts/import-facts.ts). */
export function createDataFile(readText: () => string): DataFile {
  const cache = new Map<string, CatalogRow | undefined>()
  let text: string | undefined

  const find = (start: string): CatalogRow | undefined => {
    text ??= `\n${readText()}`
    const from = text.indexOf(`\n${start}`)
    if (from < 0) return undefined
    const end = text.indexOf('\n', from + 1)
    return JSON.parse(text.slice(from + 1, end < 0 ? undefined : end)) as CatalogRow
  }

  return {
    row(kind, name) {
      const start = rowStart(kind, name)
      if (!cache.has(start)) cache.set(start, find(start))
      return cache.get(start) as RowOf<typeof kind> | undefined
    },
    rows(kind) {
      text ??= `\n${readText()}`
      const lines = text.split('\n').filter((line) => line.startsWith(`{"kind":"${kind}",`))
      return lines.map((line) => JSON.parse(line) as RowOf<typeof kind>)
    },
  }
}

/** The data file of this package, the same beside `src` and `dist`. */
export function readCatalogText(): string {
  return readFileSync(new URL('../data/catalog.ndjson', import.meta.url), 'utf8')
}
