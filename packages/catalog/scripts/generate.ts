/**
 * Stage 2: writes src/generated from data/catalog.ndjson. Run: npm run generate
 * With --check nothing is written, and the exit status is 1 when a file would change.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readCatalogRows } from './generate/read-catalog.ts'
import { renderResourceIndex, renderTypeIndex } from './generate/render-index.ts'
import { renderResourceTypes } from './generate/render-resource-types.ts'
import { renderTypes } from './generate/render-types.ts'

const rows = readCatalogRows()
const files = new Map<string, string>([
  ['resource-index.ts', renderResourceIndex(rows.resources)],
  ['resource-types.ts', renderResourceTypes(rows.resources, rows.types)],
  ['type-index.ts', renderTypeIndex(rows.types)],
  ['types.ts', renderTypes(rows.types)],
])

const folder = new URL('../src/generated/', import.meta.url)
const written = existsSync(folder) ? readdirSync(folder) : []
const stale = written.filter((name) => !files.has(name))
const changed = [...files].filter(([name, text]) => !written.includes(name) || read(name) !== text)

if (process.argv.includes('--check')) {
  for (const name of [...stale, ...changed.map(([changedName]) => changedName)]) {
    process.stderr.write(`packages/catalog/src/generated/${name} is not what npm run generate writes\n`)
  }
  process.exitCode = stale.length + changed.length === 0 ? 0 : 1
} else {
  mkdirSync(folder, { recursive: true })
  for (const name of stale) rmSync(new URL(name, folder))
  for (const [name, text] of changed) writeFileSync(new URL(name, folder), text)
  process.stdout.write(`${files.size} files, ${changed.length} changed\n`)
}

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8')
}
