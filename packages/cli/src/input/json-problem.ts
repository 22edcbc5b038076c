/** The first thing in a text that is not JSON, and the offset of it in the text. */
export interface JsonProblem {
  readonly offset: number
  readonly problem: string
}

/**
 * Finds where a text stops being JSON. `JSON.parse` only says so sometimes, and a person with a long file needs the place.
 * Undefined when the text is JSON.
 */
export function findJsonProblem(source: string): JsonProblem | undefined {
  const reader: Reader = { source, offset: 0, open: [], state: 'value' }
  for (;;) {
    skip(reader, blank)
    if (reader.state === 'after' && reader.open.length === 0) {
      const rest = source[reader.offset]
      return rest === undefined ? undefined : at(reader, `${show(rest)} after the end of the value`)
    }
    const problem = step(reader)
    if (problem) return problem
  }
}

const blank = /[ \t\r\n]*/y
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON forbids in strings.
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y

interface Reader {
  readonly source: string
  offset: number
  readonly open: ('{' | '[')[]
  /** What has to come next. `…-or-end`: the bracket may close instead. */
  state: 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'after'
}

/** Reads one token; gives the problem when it cannot stand there. */
function step(reader: Reader): JsonProblem | undefined {
  const character = reader.source[reader.offset]
  if (character === undefined) return at(reader, `the text ends where ${expected(reader)} should follow`)
  if (closes(reader, character)) {
    reader.offset++
    reader.open.pop()
    reader.state = 'after'
    return undefined
  }
  if (reader.state === 'after') return readComma(reader, character)
  return reader.state.startsWith('name') ? readName(reader, character) : readValue(reader, character)
}

function closes({ open, state }: Reader, character: string): boolean {
  const innermost = open.at(-1)
  return (
    innermost !== undefined && state !== 'value' && state !== 'name' && character === (innermost === '{' ? '}' : ']')
  )
}

function readComma(reader: Reader, character: string): JsonProblem | undefined {
  if (character !== ',') return misplaced(reader, character)
  reader.offset++
  reader.state = reader.open.at(-1) === '{' ? 'name' : 'value'
  return undefined
}

function readName(reader: Reader, character: string): JsonProblem | undefined {
  if (!skip(reader, text)) return misplaced(reader, character)
  skip(reader, blank)
  const sign = reader.source[reader.offset]
  if (sign !== ':') return at(reader, `${show(sign)} where a colon should follow a name`)
  reader.offset++
  reader.state = 'value'
  return undefined
}

function readValue(reader: Reader, character: string): JsonProblem | undefined {
  if (character === '{' || character === '[') {
    reader.offset++
    reader.open.push(character)
    reader.state = character === '{' ? 'name-or-end' : 'value-or-end'
    return undefined
  }
  if (!skip(reader, text) && !skip(reader, scalar)) return misplaced(reader, character)
  reader.state = 'after'
  return undefined
}

function misplaced(reader: Reader, character: string): JsonProblem {
  if (character === '"') return brokenText(reader)
  return at(reader, `${show(character)} where ${expected(reader)} should be`)
}

function brokenText({ source, offset: start, state }: Reader): JsonProblem {
  if (state === 'after') return { offset: start, problem: 'a text where a comma or the end should be' }
  let offset = start + 1
  while (offset < source.length && source[offset] !== '"') {
    if (source.charCodeAt(offset) < 0x20) return { offset, problem: 'a line break or control character inside a text' }
    if (source[offset] !== '\\') offset++
    else if (/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(source.slice(offset, offset + 6))) offset += 2
    else return { offset, problem: 'a backslash that begins no escape' }
  }
  return { offset: start, problem: 'a text whose closing quote is missing' }
}

function skip(reader: Reader, pattern: RegExp): boolean {
  pattern.lastIndex = reader.offset
  if (!pattern.test(reader.source)) return false
  reader.offset = pattern.lastIndex
  return true
}

function expected({ state, open }: Reader): string {
  if (state.startsWith('name')) return 'a name in double quotes'
  if (state.startsWith('value')) return 'a value'
  return open.at(-1) === '{' ? 'a comma or }' : 'a comma or ]'
}

function at({ offset }: Reader, problem: string): JsonProblem {
  return { offset, problem }
}

function show(character: string | undefined): string {
  return character === undefined ? 'the end' : `"${character}"`
}
