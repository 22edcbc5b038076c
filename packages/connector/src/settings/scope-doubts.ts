import { scopes as knownScopes, nearestNames } from '@coupa-connector/catalog'
import { hasSeparatorMistake, splitScopes } from './split-scopes.ts'
import type { ScopeDoubts } from './words-for-doubts.ts'

/** Looks for what people get wrong in scopes: separators, letter case, spelling. */
export function doubtsOfScopes(scopes: readonly string[]): ScopeDoubts {
  const given = scopes.join(' ')
  const names = splitScopes(given)
  const known = knownScopes().map(({ name }) => name)
  const unknown = names.filter((name) => !known.includes(name)).map((name) => ({ name, meant: meantBy(name, known) }))
  const meant = names.map((name) => unknown.find((other) => other.name === name)?.meant ?? name)
  const suggested = [...new Set(meant)].join(' ')
  return {
    hasSeparators: scopes.some(hasSeparatorMistake),
    unknown,
    suggestedScope: suggested === given || suggested === '' ? undefined : suggested,
  }
}

function meantBy(name: string, known: readonly string[]): string | undefined {
  const plain = name.toLowerCase().replaceAll(/[-:/_]/g, '.')
  const same = known.find((other) => other.replaceAll('_', '.') === plain)
  return same ?? nearestNames(name, known, 1)[0]
}
