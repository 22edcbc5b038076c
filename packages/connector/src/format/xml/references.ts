/**
 * A text with its references resolved. There are only XML's own five names and references to characters: no other entity
 * can be declared. `count` is told of each reference. Throws for a bare ampersand and for what is not a reference.
 */
export function withoutReferences(text: string, count: () => void): string {
  let mark = text.indexOf('&')
  if (mark < 0) return text
  // Joined at the end. Millions of pieces concatenated one by one would be millions of objects until somebody reads them.
  const pieces: string[] = []
  let from = 0
  do {
    const end = text.indexOf(';', mark)
    const name = text.slice(mark + 1, end < 0 ? mark + 1 : end)
    pieces.push(text.slice(from, mark), characterOf(name))
    count()
    from = end + 1
    mark = text.indexOf('&', from)
  } while (mark >= 0)
  pieces.push(text.slice(from))
  return pieces.join('')
}

function characterOf(name: string): string {
  const named = namedCharacters.get(name)
  if (named !== undefined) return named
  if (!/^#(?:x[0-9a-fA-F]+|[0-9]+)$/.test(name)) throw unknownReference(name)
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  if (!isXmlCharacter(code)) throw unknownReference(name)
  return String.fromCodePoint(code)
}

const namedCharacters: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

function unknownReference(name: string): Error {
  return new Error(`a text contains an unknown reference or a bare & (&${name.slice(0, 20)})`)
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}

/** Where a text that is too long for one go is cut: at `atMost`, or before the reference that this would tear. */
export function cutBetweenReferences(text: string, start: number, atMost: number): number {
  const piece = text.slice(start, atMost)
  const reference = piece.lastIndexOf('&')
  const isTorn = reference > 0 && !piece.includes(';', reference)
  return isTorn ? start + reference : atMost
}
