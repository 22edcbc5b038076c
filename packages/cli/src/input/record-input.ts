import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Context } from '../command/context.ts'
import { UsageError } from '../command/usage-error.ts'
import { MalformedJsonError, parseExactJson } from './exact-json.ts'
import { isJsonObject } from './json-object.ts'

/** A record from the input, and the line on which it starts, counted from 1. */
export type InputItem =
  | { readonly line: number; readonly record: InputRecord }
  | { readonly line: number; readonly error: MalformedJsonError | UsageError }

export type InputRecord = Readonly<Record<string, unknown>>

/** What came in: one object, or a batch that is read as it is consumed. */
export type RecordInput =
  | { readonly kind: 'one'; readonly record: InputRecord }
  | { readonly kind: 'batch'; readonly items: AsyncIterable<InputItem> }

/** An object that spans several lines is read whole, up to this size. A batch has no limit. */
const longestRecord = 64 * 1024 * 1024

/**
 * Reads the records to send from a file, or from standard input for `-` or nothing. A single JSON object is one record. Several
 * lines with an object each (NDJSON), or a JSON array of objects, are a batch. In a batch, a line that is not a JSON object
 * becomes an item with its error, and the others continue. Outside a batch it is a `UsageError`.
 */
export async function readRecordInput(
  file: string | undefined,
  { stdin, signal, isTerminal }: Pick<Context, 'stdin' | 'signal' | 'isTerminal'>,
  { isBatch = false }: { isBatch?: boolean } = {},
): Promise<RecordInput> {
  const fromStdin = file === undefined || file === '-'
  if (fromStdin && isTerminal.stdin && file === undefined) {
    throw new UsageError('There is no input.', {
      suggestion: 'Name a file with the record as JSON, pipe it in, or give "-" to type it and end with Ctrl-D.',
    })
  }
  const source = fromStdin ? 'standard input' : file
  const lines = numberedLines(fromStdin ? stdin : await openFile(file), signal)
  const isLineFile = isBatch || (!fromStdin && /\.(ndjson|jsonl)$/i.test(file))
  return await recognize(lines, source, isLineFile)
}

interface NumberedLine {
  readonly line: number
  readonly text: string
}

async function recognize(
  lines: AsyncGenerator<NumberedLine>,
  source: string,
  isLineFile: boolean,
): Promise<RecordInput> {
  const first = await lines.next()
  if (first.done) throw new UsageError(`${capitalize(source)} is empty: there is no record to send.`)
  const opening = first.value
  if (opening.text.trimStart().startsWith('[')) return { kind: 'batch', items: arrayItems(opening, lines, source) }
  if (isLineFile) return { kind: 'batch', items: lineItems([opening], lines) }
  const alone = tryParse(opening)
  const second = await lines.next()
  if ('record' in alone) {
    if (second.done) return { kind: 'one', record: alone.record }
    return { kind: 'batch', items: lineItems([opening, second.value], lines) }
  }
  return await recognizeWhole(opening, second.done ? undefined : second.value, lines, source)
}

/** The first line is not an object by itself: it starts an object over many lines, or a batch whose first line is broken. */
async function recognizeWhole(
  first: NumberedLine,
  second: NumberedLine | undefined,
  lines: AsyncGenerator<NumberedLine>,
  source: string,
): Promise<RecordInput> {
  const all = second ? [first, second] : [first]
  let length = 0
  for await (const line of lines) {
    all.push(line)
    length += line.text.length
    if (length > longestRecord) throw new UsageError(`${capitalize(source)} is not a list of JSON objects, one a line.`)
  }
  const whole = tryParse({ line: first.line, text: joinLines(all) })
  if ('record' in whole) return { kind: 'one', record: whole.record }
  const isBatch = all.length > 1 && all.some((line) => /^\s*\{/.test(line.text) && 'record' in tryParse(line))
  if (isBatch) return { kind: 'batch', items: lineItems(all, lines) }
  throw new UsageError(`${capitalize(source)}: ${whole.error.message} Nothing was sent.`, {
    suggestion: 'Give one JSON object, or several with one on each line.',
    cause: whole.error,
  })
}

async function* lineItems(
  read: readonly NumberedLine[],
  rest: AsyncGenerator<NumberedLine>,
): AsyncGenerator<InputItem> {
  for (const line of read) yield tryParse(line)
  for await (const line of rest) yield tryParse(line)
}

/** The objects of a JSON array in any layout. The array is read whole, since it has no lines to go by. */
async function* arrayItems(
  first: NumberedLine,
  rest: AsyncGenerator<NumberedLine>,
  source: string,
): AsyncGenerator<InputItem> {
  const all = [first]
  for await (const line of rest) all.push(line)
  let values: unknown
  try {
    values = parseExactJson(joinLines(all), { firstLine: first.line })
  } catch (error) {
    if (!(error instanceof MalformedJsonError)) throw error
    throw new UsageError(`${capitalize(source)}: ${error.message} Nothing was sent.`, { cause: error })
  }
  for (const value of Array.isArray(values) ? values : [values]) yield toItem(value, first.line)
}

/** Keeps the line numbers right although blank lines were left out. */
function joinLines(lines: readonly NumberedLine[]): string {
  let next = lines[0]?.line ?? 1
  return lines
    .map(({ line, text }) => {
      const gap = '\n'.repeat(line - next)
      next = line + 1
      return gap + text
    })
    .join('\n')
}

function tryParse({ line, text }: NumberedLine): InputItem {
  try {
    return toItem(parseExactJson(text, { firstLine: line }), line)
  } catch (error) {
    if (error instanceof MalformedJsonError) return { line, error }
    throw error
  }
}

function toItem(value: unknown, line: number): InputItem {
  if (isJsonObject(value)) return { line, record: value as InputRecord }
  const given = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`
  return { line, error: new UsageError(`Line ${line}: a record is a JSON object, and this is ${given}.`) }
}

/** The lines that are not blank. */
async function* numberedLines(stream: Readable, signal: AbortSignal): AsyncGenerator<NumberedLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 0
  let rest = ''
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    } catch (error) {
      throw new UsageError(`The input is not UTF-8 text (near line ${line + 1}).`, {
        suggestion: 'Save it as UTF-8 and run the command again.',
        cause: error,
      })
    }
  }
  const stop = () => stream.destroy()
  signal.addEventListener('abort', stop, { once: true })
  try {
    for await (const chunk of stream) {
      const parts = (rest + decode(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)).split('\n')
      rest = parts.pop() ?? ''
      for (const text of parts) {
        line++
        if (text.trim() !== '') yield { line, text: text.endsWith('\r') ? text.slice(0, -1) : text }
      }
    }
    rest += decode()
    if (rest.trim() !== '') yield { line: line + 1, text: rest }
    signal.throwIfAborted()
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function openFile(file: string): Promise<Readable> {
  try {
    if ((await stat(file)).isDirectory()) throw new UsageError(`${file} is a folder, not a file with records.`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new UsageError(`There is no file ${file}.`, {
      suggestion: 'Check the name, or give "-" to read from standard input.',
      cause: error,
    })
  }
  return createReadStream(file, { highWaterMark: 256 * 1024 })
}

function capitalize(text: string): string {
  return text.startsWith('standard') ? `S${text.slice(1)}` : text
}
