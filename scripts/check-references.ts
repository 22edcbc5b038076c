// Everything that sources, tests and documents refer to can be followed: facts about Coupa, documents, links.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { quirks } from '../packages/sandbox/src/settings/quirks.ts'
import { findBrokenReferences } from './references/find-broken-references.ts'

const patterns = [
  '*.md',
  '.changeset/*.md',
  '{docs,examples,benchmarks}/**/*.{md,ts,mjs,js,json}',
  'scripts/**/*.ts',
  'packages/*/*.md',
  'packages/*/{src,test,scripts,bin}/**/*.{ts,tsx,js}',
]
// The check itself holds what it looks for.
const exempt = /(?:^|\/)node_modules\/|^scripts\/references\//

const paths = globSync(patterns)
  .map((path) => path.replaceAll(sep, '/'))
  .filter((path) => !exempt.test(path))
const files = new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]))

const problems = findBrokenReferences({
  files,
  factDocument: 'docs/coupa-facts.md',
  switches: quirks,
  exists: existsSync,
})

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`)
  process.exitCode = 1
} else {
  process.stdout.write(`${files.size} files refer to nothing that cannot be followed.\n`)
}
