import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'

/** The first problem in a text that is not JSON, and its offset in the text. */
export interface JsonProblem {
  readonly offset: number
  readonly problem: string
}

/** Either what the text holds, or what is wrong with it. */
export type JsonReading = { readonly value: unknown } | JsonProblem

/**
 * Finds the place where a text stops being JSON. `JSON.parse` only sometimes says so, and the author of a long file needs it.
 * Undefined when the text is JSON.
 */
export function findJsonProblem(source: string): JsonProblem | undefined {
  const reading = read(source, { disallowComments: true })
  return 'problem' in reading ? reading : undefined
}

/**
 * Parses JSON with comments of both kinds and trailing commas. A name that an object has twice is a problem: only the last of
 * its values would count, which the author of a long file does not see.
 */
export function readJsonWithComments(source: string): JsonReading {
  return read(source, { allowTrailingComma: true, refusesRepeatedNames: true })
}

interface ReadOptions {
  readonly disallowComments?: boolean
  readonly allowTrailingComma?: boolean
  readonly refusesRepeatedNames?: boolean
}

function read(source: string, { refusesRepeatedNames = false, ...options }: ReadOptions): JsonReading {
  const errors: ParseError[] = []
  try {
    const tree = parseTree(source, errors, options)
    const [first] = errors
    if (first) return describe(source, first)
    const repeated = refusesRepeatedNames && tree ? findRepeatedName(tree, source) : undefined
    if (repeated) return repeated
    // Built from the tree, so that "__proto__" is a name like any other.
    return { value: tree && getNodeValue(tree) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { offset: 0, problem: 'brackets inside each other, too deep to be read' }
  }
}

/** The first name of the text that its object has already. */
function findRepeatedName({ type, children = [] }: Node, source: string): JsonProblem | undefined {
  const offsets = new Map<string, number>()
  for (const child of children) {
    const [name, value] = type === 'object' ? (child.children ?? []) : [undefined, child]
    if (name !== undefined) {
      const text: string = name.value
      const before = offsets.get(text)
      if (before !== undefined) {
        const line = source.slice(0, before).split('\n').length
        return { offset: name.offset, problem: `the name "${text}" is in line ${line} already, in the same object` }
      }
      offsets.set(text, name.offset)
    }
    const problem = value && findRepeatedName(value, source)
    if (problem) return problem
  }
  return undefined
}

/** What should stand where the parser found something else. */
const expectations: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a name in double quotes',
  ValueExpected: 'a value',
  ColonExpected: 'a colon',
  CommaExpected: 'a comma or a closing bracket',
  CloseBraceExpected: 'a comma or }',
  CloseBracketExpected: 'a comma or ]',
  EndOfFileExpected: 'the end',
}

const faults: Readonly<Record<string, string>> = {
  InvalidNumberFormat: 'a number that breaks off',
  InvalidCommentToken: 'a comment, which is not allowed here',
  UnexpectedEndOfComment: 'a comment that does not end',
  UnexpectedEndOfString: 'a text whose closing quote is missing on its line',
  UnexpectedEndOfNumber: 'a number that breaks off',
  InvalidUnicode: 'a \\u without four hexadecimal digits',
  InvalidEscapeCharacter: 'a backslash that begins no escape',
  InvalidCharacter: 'a control character inside a text',
}

function describe(source: string, { error, offset, length }: ParseError): JsonProblem {
  const code = printParseErrorCode(error)
  const expected = expectations[code]
  if (expected !== undefined) return { offset, problem: misplaced(characterAt(source, offset), expected) }
  const fault = faults[code]
  if (fault === undefined) {
    const found = characterAt(source, offset)
    return {
      offset,
      problem: `"${found}" is not the beginning of any value in JSON; texts and names are written in double quotes`,
    }
  }
  const isInsideText = /^Invalid(?:Unicode|EscapeCharacter|Character)$/.test(code)
  const before = isInsideText ? soundStart(source.slice(offset, offset + length)) : 0
  return { offset: offset + before, problem: fault }
}

function misplaced(found: string | undefined, expected: string): string {
  if (found === undefined) return `the text ends where ${expected} should follow`
  return `${found === '"' ? 'a text' : `"${found}"`} where ${expected} should be`
}

function characterAt(source: string, offset: number): string | undefined {
  const codePoint = source.codePointAt(offset)
  return codePoint === undefined ? undefined : String.fromCodePoint(codePoint)
}

/** How many characters at the start of a quoted text are valid JSON. The parser only names the whole text. */
function soundStart(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON forbids in texts.
  for (const { 0: found, index } of text.matchAll(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|[\\\u0000-\u001f]/g)) {
    if (found.length === 1) return index
  }
  return text.length
}
