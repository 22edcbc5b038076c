import type { ResourceRow, TypeRow } from '../../src/shapes/catalog-rows.ts'

/** How every generated file begins. */
export const HEADER = `// Generated from packages/catalog/data/catalog.ndjson by: npm run generate. Do not edit.
`

/** What a list of resources needs, so that listing them reads nothing else. */
export function renderResourceIndex(resources: readonly ResourceRow[]): string {
  const rows = resources.map(({ name, title, type, origin }) => `  ${tuple([name, title, type, origin])},`)
  return `${HEADER}import type { Origin } from '../shapes/description.ts'

/** Name, title, type and origin of every resource, sorted by name. */
export const RESOURCE_INDEX: readonly (readonly [name: string, title: string, type: string, origin: Origin])[] = [
${rows.join('\n')}
]
`
}

/** Names of types and the other names they go by. */
export function renderTypeIndex(types: readonly TypeRow[]): string {
  const rows = types.map(({ name, aliases }) => `  ${tuple([name, ...aliases])},`)
  return `${HEADER}
/** Name of every type, then its aliases, sorted by name. */
export const TYPE_INDEX: readonly (readonly [name: string, ...aliases: string[]])[] = [
${rows.join('\n')}
]
`
}

function tuple(words: readonly string[]): string {
  return `[${words.map((word) => `'${word}'`).join(', ')}]`
}
