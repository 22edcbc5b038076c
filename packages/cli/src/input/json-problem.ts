/** The first thing in a text that is not JSON, and the offset of it in the text. */
export interface JsonProblem {
  readonly offset: number
  readonly problem: string
}

const blank = /[ \t\r\n]*/y
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON forbids in strings.
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y

/**
 * Finds where a text stops being JSON. `JSON.parse` only says so sometimes, and a person with a long file needs the place.
 * Undefined when the text is JSON.
 */
export function findJsonProblem(source: string): JsonProblem | undefined {
  let offset = 0
  const open: ('{' | '[')[] = []
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset
    const isFound = pattern.test(source)
    if (isFound) offset = pattern.lastIndex
    return isFound
  }
  let state: 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'after' = 'value'
  for (;;) {
    skip(blank)
    const character = source[offset]
    const innermost = open.at(-1)
    if (state === 'after' && innermost === undefined) {
      return character === undefined ? undefined : { offset, problem: `${show(character)} after the end of the value` }
    }
    if (character === undefined)
      return { offset, problem: `the text ends where ${expected(state, innermost)} should follow` }
    const isEnd = character === (innermost === '{' ? '}' : ']') && innermost !== undefined
    if (isEnd && state !== 'value' && state !== 'name') {
      offset++
      open.pop()
      state = 'after'
    } else if (state === 'after' && character === ',') {
      offset++
      state = innermost === '{' ? 'name' : 'value'
    } else if ((state === 'name' || state === 'name-or-end') && skip(text)) {
      skip(blank)
      if (source[offset] !== ':')
        return { offset, problem: `${show(source[offset])} where a colon should follow a name` }
      offset++
      state = 'value'
    } else if ((state === 'value' || state === 'value-or-end') && (character === '{' || character === '[')) {
      offset++
      open.push(character)
      state = character === '{' ? 'name-or-end' : 'value-or-end'
    } else if ((state === 'value' || state === 'value-or-end') && (skip(text) || skip(scalar))) {
      state = 'after'
    } else {
      return character === '"'
        ? stringProblem(source, offset)
        : { offset, problem: `${show(character)} where ${expected(state, innermost)} should be` }
    }
  }
}

function expected(state: string, innermost: '{' | '[' | undefined): string {
  if (state.startsWith('name')) return 'a name in double quotes'
  if (state.startsWith('value')) return 'a value'
  return innermost === '{' ? 'a comma or }' : 'a comma or ]'
}

function stringProblem(source: string, start: number): JsonProblem {
  let offset = start + 1
  while (offset < source.length && source[offset] !== '"') {
    const code = source.charCodeAt(offset)
    if (code < 0x20) return { offset, problem: 'a line break or control character inside a text' }
    if (source[offset] !== '\\') offset++
    else if (/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(source.slice(offset, offset + 6))) offset += 2
    else return { offset, problem: 'a backslash that begins no escape' }
  }
  return { offset: start, problem: 'a text whose closing quote is missing' }
}

function show(character: string | undefined): string {
  return character === undefined ? 'the end' : `"${character}"`
}
