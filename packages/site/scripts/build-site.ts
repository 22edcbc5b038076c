// Builds the site into `dist`, as a hub serves it at /docs, unless everything that it is made of is as it was at the last
// build. What only a build needs is loaded for one.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { digestOf } from './digest-of.ts'

const site = fileURLToPath(new URL('..', import.meta.url))
const root = fileURLToPath(new URL('../../..', import.meta.url))
const builtFrom = `${site}.astro/built-from`

const sources = [
  '*.md',
  'docs/**/*',
  'examples/*.ts',
  'package-lock.json',
  'packages/*/README.md',
  'packages/{catalog,cli,connector,hub,process,protocol}/src/**/*.ts',
  'packages/console/public/*',
  'packages/site/*.{json,ts}',
  'packages/site/{scripts,src/components,src/scripts,src/styles}/**/*',
]

const digest = digestOf(root, sources)
const isBuilt =
  existsSync(`${site}dist/index.html`) && existsSync(builtFrom) && readFileSync(builtFrom, 'utf8') === digest
if (!isBuilt) {
  const { buildPages } = await import('./build-pages.ts')
  await buildPages({ root, site })
  mkdirSync(`${site}.astro`, { recursive: true })
  writeFileSync(builtFrom, digest)
}
