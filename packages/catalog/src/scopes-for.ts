import { findResource, findScope, nearestResources } from './catalog.ts'
import { didYouMean, nearestNames } from './nearest-names.ts'
import type { ResourceDescription } from './shapes/description.ts'

/** Something that a client wants to do: read, write, or one operation or action of a resource. */
export interface ScopeNeed {
  readonly resource: string
  /** `read` is query and get, `write` is create and update. Otherwise the name of an operation or action. */
  readonly access: string
}

/** A need that no known scope covers, and why. */
export interface UnknownScopeNeed extends ScopeNeed {
  readonly reason: 'unknown-resource' | 'unknown-access' | 'unknown-scope'
  /** One sentence for people. */
  readonly message: string
}

/** The scopes to ask for. */
export interface ScopeSelection {
  /** Sorted by name; join them with spaces for the token request. */
  readonly scopes: readonly string[]
  /** Those of them that only the connection test needs, which reads Tax Codes (F-540). */
  readonly forTest: readonly string[]
  readonly unknown: readonly UnknownScopeNeed[]
}

export interface ScopesForOptions {
  /** Leaves out what only the connection test needs. Default: false. */
  readonly isExact?: boolean | undefined
}

/**
 * The smallest set of scopes that covers the needs. Among several, it prefers the scope that covers most at once, then one
 * whose coverage is known from the permission map rather than from its name, then the one that allows least. It adds one
 * scope for the connection test, which would fail without, and nothing else: a client that asks for a scope it was not
 * granted gets no token at all (F-029).
 */
export function scopesFor(needs: readonly ScopeNeed[], { isExact = false }: ScopesForOptions = {}): ScopeSelection {
  const resolved = needs.map(resolveNeed)
  const unknown = resolved.flatMap((need) => ('reason' in need ? [need] : []))
  const open = resolved.flatMap((need) => ('reason' in need ? [] : need.anyOf))
  const needed = cover(open)
  // Where nothing is known, a scope for the test alone would look like an answer.
  const forTest = isExact || needed.length === 0 ? [] : missingForTest(needed)
  return { scopes: [...needed, ...forTest].sort(), forTest, unknown }
}

function missingForTest(scopes: readonly string[]): readonly string[] {
  const query = findResource('tax_codes')?.operations.find(({ name }) => name === 'query')
  const anyOf = query?.scopes ?? []
  return anyOf.some((scope) => scopes.includes(scope)) ? [] : anyOf.slice(0, 1)
}

interface ResolvedNeed {
  /** For each need, the scopes of which any one is enough, the usual one first. */
  readonly anyOf: readonly (readonly string[])[]
}

function resolveNeed(need: ScopeNeed): ResolvedNeed | UnknownScopeNeed {
  const resource = findResource(need.resource)
  if (resource === undefined) {
    const hint = didYouMean(nearestResources(need.resource))
    return { ...need, reason: 'unknown-resource', message: `No resource ${JSON.stringify(need.resource)}${hint}` }
  }
  const members = membersFor(resource, need.access)
  if (members.length === 0) {
    const names = [...new Set([...resource.operations, ...resource.actions].map((one) => one.name))]
    const hint = didYouMean(nearestNames(need.access, ['read', 'write', ...names]))
    const message = `${resource.name} has no ${JSON.stringify(need.access)}${hint || `; it has ${names.join(', ')}`}`
    return { ...need, reason: 'unknown-access', message }
  }
  if (members.some((member) => member.scopes.length === 0)) {
    return { ...need, reason: 'unknown-scope', message: `No scope is known for ${need.access} on ${resource.name}` }
  }
  return { anyOf: members.map((member) => member.scopes) }
}

function membersFor(resource: ResourceDescription, access: string): readonly { readonly scopes: readonly string[] }[] {
  const name = access.trim().toLowerCase().replaceAll('-', '_')
  const among = (names: readonly string[]) => resource.operations.filter((operation) => names.includes(operation.name))
  if (name === 'read') return among(['query', 'get'])
  if (name === 'write') return among(['create', 'update'])
  return [...among([name]), ...resource.actions.filter((action) => action.name === name)]
}

/** Greedy set cover. The tie-breaks make the result independent of the order of the needs. */
function cover(needs: readonly (readonly string[])[]): readonly string[] {
  const chosen: string[] = []
  let open = needs
  while (open.length > 0) {
    const candidates = [...new Set(open.flat())].map((name) => ({ name, rank: rankOf(name, open) }))
    const best = candidates.sort((a, b) => compareRanks(a.rank, b.rank) || (a.name < b.name ? -1 : 1))[0]
    if (best === undefined) break
    chosen.push(best.name)
    open = open.filter((scopes) => !scopes.includes(best.name))
  }
  return chosen.sort()
}

/** Lower is better: needs covered, evidence, what the scope allows, how far from the usual one. */
function rankOf(name: string, open: readonly (readonly string[])[]): readonly number[] {
  const covered = open.filter((scopes) => scopes.includes(name))
  const isMapped = findScope(name)?.seen.includes('T') === true
  const distance = covered.reduce((sum, scopes) => sum + scopes.indexOf(name), 0)
  return [-covered.length, isMapped ? 0 : 1, RIGHTS.findIndex((right) => name.endsWith(right)), distance]
}

/** From the least right to the most. */
const RIGHTS = ['.read', '.create', '.delete', '.read_write', '.write', ''] as const

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const position = a.findIndex((value, index) => value !== b[index])
  return position < 0 ? 0 : (a[position] ?? 0) - (b[position] ?? 0)
}
