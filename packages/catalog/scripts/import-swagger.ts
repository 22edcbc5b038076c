/**
 * Writes what Coupa's newest public Swagger says of operations and answers as data for the tests of the sandbox, from the
 * collected facts. Run: node packages/catalog/scripts/import-swagger.ts FOLDER
 */
import { writeFileSync } from 'node:fs'
import { readFacts } from './facts/read-facts.ts'

const newestRelease = 39

const folder = process.argv[2]
if (folder === undefined) {
  process.stderr.write('Usage: node packages/catalog/scripts/import-swagger.ts FOLDER\n')
  process.exit(2)
}

const facts = readFacts(folder)
const operations = facts.operations
  .filter(({ lastRelease }) => lastRelease === newestRelease)
  .map(({ method, path, answer, isList, isMultipart }) => ({
    method,
    path,
    ...(answer === undefined ? {} : { answer }),
    ...(isList ? { isList } : {}),
    ...(isMultipart ? { isMultipart } : {}),
  }))
const definitions = facts.definitions.map(({ def, fields }) => ({ name: def, fields }))

write('operations.ndjson', operations)
write('definitions.ndjson', definitions)
process.stdout.write(`${operations.length} operations, ${definitions.length} definitions\n`)

function write(name: string, rows: readonly object[]): void {
  const file = new URL(`../../sandbox/src/testing/swagger/${name}`, import.meta.url)
  writeFileSync(file, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
}
