/**
 * The scope that a misspelled name probably means: the same in other letters, or one that differs by two characters at most.
 * Undefined for a name that is known, and when nothing is near.
 */
export function nearestScope(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined
  const wanted = normalized(name)
  const same = known.find((scope) => normalized(scope) === wanted)
  if (same !== undefined) return same
  const near = known
    .map((scope) => ({ scope, distance: distanceBetween(wanted, normalized(scope), maxDistance + 1) }))
    .filter(({ distance }) => distance <= maxDistance)
    .sort((a, b) => a.distance - b.distance)
  return near[0]?.scope
}

const maxDistance = 2

function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z\d]+/g, '.')
}

/** How many characters have to be added, taken away or replaced; not beyond `limit`. */
function distanceBetween(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? limit
}
