/**
 * Writes src/generated/addresses.ts from the route table. The client reads this file instead of the table, so that a browser
 * does not load the schemas. Run: npm run generate
 * With --check nothing is written, and the exit status is 1 when the file would change.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { routes } from '../src/route-table.ts'
import type { Route } from '../src/routes/route.ts'

const folder = new URL('../src/generated/', import.meta.url)
const file = new URL('addresses.ts', folder)
const lines = Object.entries<Route>(routes).map(
  ([id, { method, path, response }]) =>
    `  '${id}': { method: '${method}', path: '${path}', hasResponse: ${response !== undefined} },\n`,
)
const text = `// Written by scripts/generate-addresses.ts from the route table. Do not edit.

/** What a client has to know of every route to call it; the schemas are the hub's to check. */
export const addresses = {
${lines.join('')}} as const
`

if (!process.argv.includes('--check')) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, text)
} else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write('packages/protocol/src/generated/addresses.ts is not what npm run generate writes\n')
  process.exitCode = 1
}
