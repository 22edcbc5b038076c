/** The facts about Coupa as their document has them, and what is wrong with it. */
export interface FactDocument {
  /** By number, such as `F-220`. */
  readonly facts: ReadonlyMap<string, { readonly switches: readonly string[] }>
  readonly problems: readonly string[]
}

/**
 * Reads the list: an item begins with `- **F-220**`, and its last lines say how sure it is, where it comes from and which
 * switches of the sandbox decide it. Two items with one number, numbers that fall, and items without a mark are problems.
 */
export function readFactDocument(text: string): FactDocument {
  const facts = new Map<string, { switches: string[] }>()
  const problems: string[] = []
  let last = ''
  for (const [, number = '', body = ''] of text.matchAll(/^- \*\*(F-\d{3})\*\*(.*(?:\n {2}.*)*)/gm)) {
    if (facts.has(number)) problems.push(`${number} is defined twice`)
    else if (number < last) problems.push(`${number} stands behind ${last}`)
    if (!/\n {2}\*(?:documented|seen|inferred)(?:, contradicted)?[:*]/.test(body)) {
      problems.push(`${number} does not say how sure it is`)
    }
    const switches = /· switch(?:es)? (.*)$/m.exec(body)?.[1] ?? ''
    facts.set(number, { switches: [...switches.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name) })
    last = number
  }
  return { facts, problems }
}
