/** A text with what encodings hide in it made plain, and where each of its characters stood in the original. */
export interface DecodedText {
  readonly text: string
  /** Start of each character in the original, and at the end its length. */
  readonly starts: readonly number[]
}

/** Encodings inside each other that are undone. Servers that encode an echo twice have been seen; more is no accident. */
const rounds = 3

/**
 * The text with percent-encoding, HTML entities and the escapes of JSON undone, once, twice and three times, also where they are
 * mixed or broken: what cannot be decoded stays as it is. Empty where nothing is encoded.
 */
export function decodedTexts(original: string): readonly DecodedText[] {
  const texts: DecodedText[] = []
  for (let round = 0; round < rounds; round++) {
    const before = texts.at(-1)
    const next = decodedOnce(before?.text ?? original)
    if (next === undefined) return texts
    texts.push(
      before === undefined ? next : { text: next.text, starts: next.starts.map((at) => before.starts[at] ?? 0) },
    )
  }
  return texts
}

function decodedOnce(text: string): DecodedText | undefined {
  let decoded = ''
  const starts: number[] = []
  let from = 0
  const keep = (to: number) => {
    decoded += text.slice(from, to)
    for (let at = from; at < to; at++) starts.push(at)
  }
  for (const match of text.matchAll(encoded)) {
    const plain = plainOf(match[0])
    if (plain === undefined) continue
    keep(match.index)
    decoded += plain
    for (let index = 0; index < plain.length; index++) starts.push(match.index)
    from = match.index + match[0].length
  }
  if (from === 0) return undefined
  keep(text.length)
  starts.push(text.length)
  return { text: decoded, starts }
}

const encoded = /(?:%[0-9a-f]{2})+|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,6});|\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|["\\/])/gi

function plainOf(match: string): string | undefined {
  if (match.startsWith('%')) return Buffer.from(match.replaceAll('%', ''), 'hex').toString('utf8')
  if (match.startsWith('&')) return entityOf(match.slice(1, -1).toLowerCase())
  const digits = /^\\[ux](.+)$/i.exec(match)?.[1]
  return digits === undefined ? match.slice(1) : String.fromCharCode(Number.parseInt(digits, 16))
}

function entityOf(name: string): string | undefined {
  if (!name.startsWith('#')) return entities[name]
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  plus: '+',
  equals: '=',
  sol: '/',
  period: '.',
  num: '#',
}
