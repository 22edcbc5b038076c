import { nearestNames } from '@coupa-connector/catalog'

/** `Did you mean "invoices"?`, or undefined when nothing is near. */
export function didYouMean(given: string, known: Iterable<string>): string | undefined {
  return suggested(nearestNames(given, known))
}

/** `Did you mean "invoices"?` for names that are known to be near; undefined when there are none. */
export function suggested(names: readonly string[]): string | undefined {
  const words = names.map((name) => `"${name}"`)
  if (words.length === 0) return undefined
  return `Did you mean ${words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`}?`
}
