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
  for (const [, colon] of text.matchAll(strings)) {
    if (colon !== undefined) written++
  }
  if (written > members) throw new SyntaxError(`the name ${repeatedName(text)} is given twice in one object`)
}

const strings = /"(?:[^"\\]|\\.)*"(\s*:)?/g

function repeatedName(text: string): string | undefined {
  const open: Set<string>[] = []
  for (const [token, , colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g)) {
    if (token === '{') open.push(new Set())
    else if (token === '}') open.pop()
    else if (colon !== undefined) {
      const name = JSON.stringify(JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)))
      if (open.at(-1)?.has(name)) return name
      open.at(-1)?.add(name)
    }
  }
  return undefined
}
