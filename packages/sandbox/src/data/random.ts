/** Mixes two 32-bit numbers into one that looks random; the same input always gives the same output. */
export function mix(first: number, second: number): number {
  let hash = Math.imul(first ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(second + 0x7f4a7c15, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A 32-bit number for a text (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The entry of a list that a hash chooses. Throws RangeError for an empty list. */
export function pick<Item>(hash: number, list: readonly Item[]): Item {
  const item = list[hash % list.length]
  if (item === undefined) throw new RangeError('cannot pick from an empty list')
  return item
}

/** True for about the given share (0 to 1) of all hashes. */
export function isChosen(hash: number, share: number): boolean {
  return hash < share * 0x1_0000_0000
}

/** A number from `low` to `high`, both included. */
export function between(hash: number, low: number, high: number): number {
  return low + (hash % (high - low + 1))
}
