/**
 * Names close to a mistyped one, closest first: names that continue or contain it, and names a few edits away. Ignores case,
 * hyphens and underscores. Returns at most `limit` names, and none when nothing is near.
 */
export function nearestNames(wanted: string, names: Iterable<string>, limit = 3): readonly string[] {
  const word = plain(wanted)
  if (word === '') return []
  const reach = Math.max(1, Math.floor(word.length * 0.4))
  return [...new Set(names)]
    .map((name) => ({ name, distance: distanceOf(word, plain(name)) }))
    .filter(({ name, distance }) => distance <= reach || contains(plain(name), word))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name)
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-\s]/g, '_')
}

function contains(name: string, word: string): boolean {
  return word.length > 2 && name.includes(word)
}

/** `; did you mean invoices?` to end a message with, or an empty text when there is no name to offer. */
export function didYouMean(nearest: readonly string[]): string {
  return nearest.length === 0 ? '' : `; did you mean ${nearest.join(', ')}?`
}

/** How many letters must be added, removed, changed or exchanged with their neighbor (optimal string alignment). */
function distanceOf(a: string, b: string): number {
  let beforePrevious: readonly number[] = []
  let previous: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const change = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      const isExchanged = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      const exchange = isExchanged ? (beforePrevious[column - 2] ?? 0) + 1 : Infinity
      current.push(Math.min(change, exchange, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    beforePrevious = previous
    previous = current
  }
  return previous[b.length] ?? 0
}
