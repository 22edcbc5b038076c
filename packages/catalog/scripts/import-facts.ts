/**
 * Stage 1: merges the collected facts about Coupa (a folder of data files) with the tables beside this script into
 * the one data file of the catalog. Run: node packages/catalog/scripts/import-facts.ts FOLDER
 */
import { writeFileSync } from 'node:fs'
import type { CatalogRow } from '../src/shapes/catalog-rows.ts'
import { addExportedActions } from './facts/add-exported-actions.ts'
import { applyScopes } from './facts/apply-scopes.ts'
import { buildResources } from './facts/build-resources.ts'
import { buildTypes } from './facts/build-types.ts'
import { compare } from './facts/compare.ts'
import { openEmbeddedTypes } from './facts/open-embedded-types.ts'
import { readFacts } from './facts/read-facts.ts'
import { WITHOUT_CUSTOM_FIELDS } from './tables/fields.ts'

const folder = process.argv[2]
if (folder === undefined) {
  process.stderr.write('Usage: node packages/catalog/scripts/import-facts.ts FOLDER\n')
  process.exit(2)
}

const facts = readFacts(folder)
const drafts = buildResources(facts, buildTypes(facts, new Set()))
const recordTypes = drafts.map((resource) => resource.type).filter((name) => !WITHOUT_CUSTOM_FIELDS.includes(name))
const resourceTypes = new Set(drafts.map((resource) => resource.type))
const types = openEmbeddedTypes(buildTypes(facts, new Set(recordTypes)), resourceTypes)
const scoped = applyScopes(drafts, new Set(facts.scopes.map((scope) => scope.name)))
const resources = addExportedActions(scoped, types)
const scopes = facts.scopes.map(({ name, seen, covers }) => ({ kind: 'scope' as const, name, seen, covers }))

const rows: CatalogRow[] = [...resources, ...scopes.sort((a, b) => compare(a.name, b.name)), ...types]
const file = new URL('../data/catalog.ndjson', import.meta.url)
writeFileSync(file, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
process.stdout.write(`${resources.length} resources, ${scopes.length} scopes, ${types.length} types\n`)
