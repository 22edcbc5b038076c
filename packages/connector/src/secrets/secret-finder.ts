/** Where a part of a text stands that tells of a secret: start included, end excluded. */
export type Found = readonly [start: number, end: number]

/** As many characters of a secret in a row give it away. */
const tellingLength = 12

/**
 * Finds secrets in plain text: any 12 characters in a row of one, in whatever case, and all of a shorter one. Parts that
 * `isOurs` knows are words of our own and tell nothing.
 */
export function createSecretFinder(
  secrets: readonly string[],
  isOurs: (part: string) => boolean,
): (text: string) => readonly Found[] {
  const parts = new Set<string>()
  const short: string[] = []
  for (const secret of secrets.map(lowerCase)) {
    if (secret.length < tellingLength) short.push(secret)
    for (let at = 0; at + tellingLength <= secret.length; at++) {
      const part = secret.slice(at, at + tellingLength)
      if (!isOurs(part)) parts.add(part)
    }
  }
  return (given) => {
    const text = lowerCase(given)
    const found: Found[] = []
    if (parts.size > 0) {
      for (let at = 0; at + tellingLength <= text.length; at++) {
        if (parts.has(text.slice(at, at + tellingLength))) found.push([at, at + tellingLength])
      }
    }
    for (const secret of short) {
      for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1))
        found.push([at, at + secret.length])
    }
    return joined(found)
  }
}

/** Every character keeps its place: where one would become two, only the letters of English change. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** The same places in order, those that touch as one. */
export function joined(found: readonly Found[]): readonly Found[] {
  const result: [number, number][] = []
  for (const [start, end] of found.toSorted(([one], [other]) => one - other)) {
    const last = result.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else result.push([start, end])
  }
  return result
}
