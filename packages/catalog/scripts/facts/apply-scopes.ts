import type { ResourceRow } from '../../src/shapes/catalog-rows.ts'
import { type CoverageRow, NAMED_COVERAGE, PERMISSION_MAP_COVERAGE } from '../tables/scope-coverage.ts'

/** Adds to every operation and action the scopes of which any one is enough. */
export function applyScopes(resources: readonly ResourceRow[], scopeNames: ReadonlySet<string>): ResourceRow[] {
  const rows = [...PERMISSION_MAP_COVERAGE, ...NAMED_COVERAGE]
  checkRows(rows, resources, scopeNames)
  const covered = new Map(resources.map((resource) => [resource.name, withScopes(resource, rows)]))
  return resources.map((resource) => {
    const own = covered.get(resource.name) ?? resource
    const parentName = parentOf(resource.name)
    const parent = parentName === undefined ? undefined : covered.get(parentName)
    return inherit(own, parent, covered.get('comments'))
  })
}

/** Whether the scope of a row covers a member, an operation or an action, of a resource. */
function isCovered(
  words: readonly string[],
  name: string,
  method: string,
  isAction: boolean,
  named: ReadonlySet<string>,
) {
  if (words.includes(name)) return true
  if (!isAction) {
    if (name === 'query' || name === 'get') return words.includes('read')
    return name !== 'delete' && words.includes('write')
  }
  if (named.has(name)) return false
  return method === 'GET' ? words.includes('read') : words.includes('actions')
}

function withScopes(resource: ResourceRow, rows: readonly CoverageRow[]): ResourceRow {
  const own = rows.flatMap(([scope, covers]) => {
    const text = covers[resource.name]
    return text === undefined ? [] : [{ scope, words: text.split(' ') }]
  })
  const named = new Set(own.flatMap((row) => row.words).filter((word) => !['read', 'write', 'actions'].includes(word)))
  const scopesOf = (name: string, method: string, isAction: boolean): string[] => [
    ...new Set(own.filter((row) => isCovered(row.words, name, method, isAction, named)).map((row) => row.scope)),
  ]
  return {
    ...resource,
    operations: resource.operations.map((one) => ({ ...one, scopes: scopesOf(one.name, one.method, false) })),
    actions: resource.actions.map((one) => ({ ...one, scopes: scopesOf(one.name, one.method, true) })),
  }
}

/**
 * What no row names: comments need the comment scopes wherever they hang, attachments and other nested lists those of
 * their parent. Inferred; the permission map names attachments only with a few parents (F-067).
 */
function inherit(
  resource: ResourceRow,
  parent: ResourceRow | undefined,
  comments: ResourceRow | undefined,
): ResourceRow {
  const source = resource.name.endsWith('/comments') ? comments : parent
  if (source === undefined) return resource
  const of = (name: string): readonly string[] => source.operations.find((one) => one.name === name)?.scopes ?? []
  const read = of('query').length > 0 ? of('query') : of('get')
  const write = of('update').length > 0 ? of('update') : of('create')
  const fallback = (method: string): readonly string[] => (method === 'GET' ? read : write)
  const fill = <T extends { readonly method: string; readonly scopes: readonly string[] }>(one: T): T =>
    one.scopes.length > 0 ? one : { ...one, scopes: fallback(one.method) }
  return { ...resource, operations: resource.operations.map(fill), actions: resource.actions.map(fill) }
}

function parentOf(name: string): string | undefined {
  return /^(.*)\/:\w+\/[^:]+$/.exec(name)?.[1]
}

function checkRows(rows: readonly CoverageRow[], resources: readonly ResourceRow[], scopes: ReadonlySet<string>): void {
  const byName = new Map(resources.map((resource) => [resource.name, resource]))
  for (const [scope, covers] of rows) {
    if (!scopes.has(scope)) throw new Error(`Unknown scope in the coverage table: ${scope}`)
    for (const [name, text] of Object.entries(covers)) {
      const resource = byName.get(name)
      if (resource === undefined) throw new Error(`Unknown resource of ${scope}: ${name}`)
      const members = new Set([...resource.operations, ...resource.actions].map((one) => one.name as string))
      const generic = ['read', 'write', 'actions', 'query', 'get', 'create', 'update', 'delete']
      const missing = text.split(' ').filter((word) => !generic.includes(word) && !members.has(word))
      if (missing.length > 0) throw new Error(`Unknown actions of ${scope}: ${name} ${missing.join(' ')}`)
    }
  }
}
