import { answerBudget, noteName, tooDeep, tooManyItems } from '../answer-budget.ts'
import type { CoupaValue } from '../coupa-record.ts'
import { type MutableRecord, setOwn } from '../own-member.ts'
import { skipBlanks } from '../skip-blanks.ts'
import { sliceCharacters, type Work } from '../work.ts'
import { exactNumber } from './exact-number.ts'
import { bareName, withBareNames } from './without-question-marks.ts'

/**
 * The value of a JSON text (RFC 8259), with exact numbers and names without question marks. It accepts what `JSON.parse`
 * accepts, takes several times as long, and can do what that cannot: pause, keep the text of numbers, and stop at
 * the first item beyond the budget. Throws `BudgetExceeded`, and `SyntaxError` for what is not JSON.
 */
export function* readJson(text: string): Work<CoupaValue> {
  const reader = new JsonReader(text)
  let pauseAt = sliceCharacters
  while (!reader.isDone) {
    reader.readValue()
    if (reader.position < pauseAt) continue
    yield
    pauseAt = reader.position + sliceCharacters
  }
  return reader.value
}

/** An array or object that is open. */
interface Container {
  readonly array: CoupaValue[] | undefined
  record: MutableRecord
  /** Of the member whose value comes next. */
  name: string
  hasQuestionMark: boolean
}

/**
 * Goes from value to value. A stack of its own instead of recursion, so that it can stop between any two and that depth
 * costs no stack of the engine's.
 */
class JsonReader {
  readonly #text: string
  readonly #open: Container[] = []
  #container: Container | undefined
  readonly #names = new Set<string>()
  #items = 0
  position = 0
  isDone = false
  value: CoupaValue = null

  constructor(text: string) {
    this.#text = text
  }

  /** Reads one value, or enters one that holds others, and what ends behind it. */
  readValue(): void {
    this.#count()
    switch (this.#nextCode()) {
      case openingBrace:
        this.#enter({ array: undefined, record: {}, name: '', hasQuestionMark: false })
        if (this.#nextCode() === closingBrace) this.#leave()
        else this.#readName()
        return
      case openingBracket:
        this.#enter({ array: [], record: none, name: '', hasQuestionMark: false })
        if (this.#nextCode() === closingBracket) this.#leave()
        return
      case quotationMark:
        this.#add(this.#readString())
        return
      default:
        this.#add(this.#readWord())
    }
  }

  #enter(container: Container): void {
    if (this.#open.length >= answerBudget.maxDepth) throw tooDeep()
    this.position++
    this.#open.push(container)
    this.#container = container
  }

  /** Ends the innermost container at its closing mark. */
  #leave(): void {
    this.position++
    const closed = this.#open.pop()
    this.#container = this.#open.at(-1)
    if (closed === undefined) throw broken()
    this.#add(closed.array ?? (closed.hasQuestionMark ? withBareNames(closed.record) : closed.record))
  }

  /** Puts a whole value where it belongs, and goes on to where the next one begins. */
  #add(value: CoupaValue): void {
    const container = this.#container
    if (container === undefined) {
      this.value = value
      this.isDone = true
      // Only blanks may follow; beyond the end there is no code.
      if (!Number.isNaN(this.#nextCode())) throw broken()
      return
    }
    if (container.array === undefined) setOwn(container.record, container.name, value)
    else container.array.push(value)

    const code = this.#nextCode()
    if (code === comma) {
      this.position++
      if (container.array === undefined) this.#readName()
    } else if (code === (container.array === undefined ? closingBrace : closingBracket)) this.#leave()
    else throw broken()
  }

  #readName(): void {
    const container = this.#container
    if (container === undefined || this.#nextCode() !== quotationMark) throw broken()
    this.#count()
    container.name = this.#readString()
    noteName(this.#names, container.name)
    container.hasQuestionMark ||= bareName(container.name) !== container.name
    if (this.#nextCode() !== colon) throw broken()
    this.position++
  }

  /** The string that begins at the position. Where it holds an escape, the engine decodes it. */
  #readString(): string {
    const text = this.#text
    const start = this.position + 1
    let end = text.indexOf('"', start)
    if (end < 0) throw broken()
    const plain = text.slice(start, end)
    if (!needsCare.test(plain)) {
      this.position = end + 1
      return plain
    }
    end = endOfString(text, start)
    this.position = end + 1
    return String(JSON.parse(text.slice(start - 1, end + 1)))
  }

  /** A number, `true`, `false` or `null`. */
  #readWord(): CoupaValue {
    word.lastIndex = this.position
    const source = word.exec(this.#text)?.[0]
    if (source === undefined) throw broken()
    this.position += source.length
    switch (source) {
      case 'true':
        return true
      case 'false':
        return false
      case 'null':
        return null
      default:
        return exactNumber(source)
    }
  }

  #count(): void {
    if (++this.#items > answerBudget.maxItems) throw tooManyItems()
  }

  /** The code of the next character that is not a blank, which becomes the position; NaN at the end. */
  #nextCode(): number {
    const code = this.#text.charCodeAt(this.position)
    if (code > 32) return code
    this.position = skipBlanks(this.#text, this.position)
    return this.#text.charCodeAt(this.position)
  }
}

/** Stands where an array has no record. */
const none: MutableRecord = Object.freeze({})

const word = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y
/** An escape, or a control character, which must be one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const needsCare = /[\u0000-\u001f\\]/

/** The position of the quotation mark that ends the string whose content begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quotationMark) return at
    if (code === backslash) at++
  }
  throw broken()
}

function broken(): SyntaxError {
  return new SyntaxError('the JSON is cut off or broken')
}

const quotationMark = 34
const comma = 44
const colon = 58
const openingBracket = 91
const backslash = 92
const closingBracket = 93
const openingBrace = 123
const closingBrace = 125
