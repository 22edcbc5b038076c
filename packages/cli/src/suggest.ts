/** The known words nearest to what somebody typed, best first; none when nothing is near. */
export function suggest(given: string, known: Iterable<string>, { limit = 3 }: { limit?: number } = {}): string[] {
  const wanted = normalize(given)
  const furthest = Math.max(1, Math.floor(wanted.length * 0.4))
  return [...known]
    .map((word) => ({ word, distance: distanceTo(wanted, normalize(word)) }))
    .filter(({ distance }) => distance <= furthest)
    .sort((a, b) => a.distance - b.distance || a.word.localeCompare(b.word))
    .slice(0, limit)
    .map(({ word }) => word)
}

/** `Did you mean "invoices"?`, or undefined when nothing is near. */
export function didYouMean(given: string, known: Iterable<string>): string | undefined {
  const words = suggest(given, known).map((word) => `"${word}"`)
  if (words.length === 0) return undefined
  return `Did you mean ${words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`}?`
}

function normalize(word: string): string {
  return word.toLowerCase().replaceAll(/[-_\s]/g, '_')
}

/** Edit distance; a word that only continues what was typed counts as near. */
function distanceTo(given: string, word: string): number {
  if (given.length >= 3 && word.startsWith(given)) return 1
  if (Math.abs(given.length - word.length) > 4) return Number.POSITIVE_INFINITY
  let previous = Array.from({ length: word.length + 1 }, (_, column) => column)
  for (let row = 1; row <= given.length; row++) {
    const current = [row]
    for (let column = 1; column <= word.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (given[row - 1] === word[column - 1] ? 0 : 1)
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous.at(-1) ?? Number.POSITIVE_INFINITY
}
