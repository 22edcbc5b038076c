/**
 * Parses JSON. A number that JavaScript could not write back unchanged (`1.10`, twenty digits) becomes the text that it was:
 * amounts are exact. Throws `SyntaxError`, and where it is asked to, also for a name that an object has twice: only the last of
 * its values counts, which the author of a file does not see.
 */
export function parseExactly(
  text: string,
  { refusesRepeatedNames = false }: { refusesRepeatedNames?: boolean } = {},
): unknown {
  let members = 0
  const value: unknown = JSON.parse(
    text,
    function (this: unknown, _key: string, member: unknown, context?: { source?: string }) {
      if (!Array.isArray(this)) members++
      return keepExact(member, context)
    },
  )
  // What is parsed is itself handed over as a member.
  if (refusesRepeatedNames) refuseRepeatedName(text, members - 1)
  return value
}

function keepExact(value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value
  const { source } = context
  return String(value) === source || !/^-?\d+(?:\.\d+)?$/.test(source) ? value : source
}

/** `members`: how many there are when it is parsed. More are written where a name repeats. */
function refuseRepeatedName(text: string, members: number): void {
  let written = 0
  for (const token of tokensOf(text)) if (token.kind === 'name') written++
  if (written > members) throw new SyntaxError(`the name ${repeatedName(text)} is given twice in one object`)
}

function repeatedName(text: string): string | undefined {
  const open: Set<string>[] = []
  for (const token of tokensOf(text)) {
    if (token.kind === '{') open.push(new Set())
    else if (token.kind === '}') open.pop()
    else {
      const name = JSON.stringify(JSON.parse(text.slice(token.start, token.end)))
      if (open.at(-1)?.has(name)) return name
      open.at(-1)?.add(name)
    }
  }
  return undefined
}

type Token =
  | { readonly kind: '{' }
  | { readonly kind: '}' }
  | { readonly kind: 'name'; readonly start: number; readonly end: number }

/** The names of a JSON text, quotes included, and its braces. A text of many megabytes is passed over quote by quote. */
function* tokensOf(text: string): Generator<Token> {
  let start: number | undefined
  for (const { 0: found, 1: colon, index } of text.matchAll(/\\.|"(\s*:)?|[{}]/g)) {
    if (found.startsWith('"')) {
      if (start === undefined) start = index
      else {
        if (colon !== undefined) yield { kind: 'name', start, end: index + 1 }
        start = undefined
      }
    } else if (start === undefined && (found === '{' || found === '}')) yield { kind: found }
  }
}
