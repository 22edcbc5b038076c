/** What a test that passed found, of what may change without anybody changing the settings. */
export interface TestedFacts {
  readonly grantedScopes: readonly string[] | null
  readonly tokenLifetimeSeconds: number | null
  readonly warnings: readonly { readonly code: string; readonly message: string }[] | null
}

/** Scopes that are named; more of them are counted. */
const mostNamed = 10
/** Token servers that count down tell another lifetime each time. */
const lifetimeTolerance = 0.1

/** What differs between two tests that passed, in sentences. */
export function findDrift(before: TestedFacts, now: TestedFacts): readonly string[] {
  return [...scopeDrift(before, now), ...lifetimeDrift(before, now), ...newWarnings(before, now)]
}

function scopeDrift({ grantedScopes: before }: TestedFacts, { grantedScopes: now }: TestedFacts): readonly string[] {
  // A token server that does not say which scopes it granted says nothing about a change.
  if (!before?.length || !now?.length) return []
  const lost = before.filter((scope) => !now.includes(scope))
  const gained = now.filter((scope) => !before.includes(scope))
  return [
    ...(lost.length === 0 ? [] : [`No longer granted: ${named(lost)}.`]),
    ...(gained.length === 0 ? [] : [`Newly granted: ${named(gained)}.`]),
  ]
}

function lifetimeDrift(before: TestedFacts, now: TestedFacts): readonly string[] {
  const [from, to] = [before.tokenLifetimeSeconds, now.tokenLifetimeSeconds]
  if (from === null || to === null || Math.abs(to - from) <= lifetimeTolerance * Math.max(from, to)) return []
  return [`A token is valid for ${to} seconds, and was for ${from}.`]
}

function newWarnings(before: TestedFacts, now: TestedFacts): readonly string[] {
  const known = new Set((before.warnings ?? []).map(({ code }) => code))
  return (now.warnings ?? []).filter(({ code }) => !known.has(code)).map(({ message }) => message)
}

function named(scopes: readonly string[]): string {
  const rest = scopes.length - mostNamed
  return `${scopes.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
