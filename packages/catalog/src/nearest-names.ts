/**
 * Names close to a mistyped one, closest first: names that continue or contain it, and names a few edits away. Ignores case,
 * hyphens and underscores. Returns at most `limit` names, and none when nothing is near.
 */
export function nearestNames(wanted: string, names: Iterable<string>, limit = 3): readonly string[] {
  const word = plain(wanted)
  if (word === '' || word.length > longestWord) return []
  const reach = Math.max(1, Math.floor(word.length * 0.4))
  return [...new Set(names)]
    .flatMap((name) => {
      const known = plain(name)
      const isPart = contains(known, word)
      // Each letter that one has more has to be added: most names need no closer look.
      if (!isPart && Math.abs(known.length - word.length) > reach) return []
      const distance = distanceOf(word, known, isPart ? Infinity : reach)
      return distance <= reach || isPart ? [{ name, distance }] : []
    })
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name)
}

/** No name is that long: what is longer was not mistyped. */
const longestWord = 200

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

/**
 * How many letters must be added, removed, changed or exchanged with their neighbor (optimal string alignment); `Infinity` as
 * soon as it is certain that they are more than `most`.
 */
function distanceOf(a: string, b: string, most: number): number {
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
    if (Math.min(...current) > most && Math.min(...previous) > most) return Infinity
    beforePrevious = previous
    previous = current
  }
  return previous[b.length] ?? 0
}
