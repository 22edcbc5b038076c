import { readFileSync } from 'node:fs'
import type { CatalogRow, ResourceRow, TypeRow } from '../../src/shapes/catalog-rows.ts'

/** The rows of the data file by kind. */
export interface CatalogRows {
  readonly resources: readonly ResourceRow[]
  readonly types: readonly TypeRow[]
}

/** Reads all of data/catalog.ndjson. */
export function readCatalogRows(): CatalogRows {
  const text = readFileSync(new URL('../../data/catalog.ndjson', import.meta.url), 'utf8')
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CatalogRow)
  return {
    resources: rows.filter((row) => row.kind === 'resource'),
    types: rows.filter((row) => row.kind === 'type'),
  }
}
