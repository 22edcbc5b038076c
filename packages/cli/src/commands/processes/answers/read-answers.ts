import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { answerColumnOf, answerOfFields, type LinedAnswer, type UnusableAnswer } from '@coupa-connector/process'
import type { Context } from '../../../command/context.ts'
import { UsageError } from '../../../command/usage-error.ts'
import { readRecordInput } from '../../../input/record-input.ts'

/**
 * The answers of a file, or of standard input for `-`: CSV with a header line, or JSON with an object a line. What a line
 * begins with tells which, where the name does not. Throws a `UsageError` for a file that as a whole is not one of answers.
 */
export async function readAnswers(file: string, context: Context): Promise<readonly (LinedAnswer | UnusableAnswer)[]> {
  const text = await readText(file, context)
  const source = file === '-' ? 'Standard input' : file
  if (text.trim() === '') throw new UsageError(`${source} is empty: there is no answer in it.`)
  const isJson = /^\.(?:ndjson|jsonl|json)$/i.test(extname(file)) || /^\s*[[{]/.test(text)
  const isCsv = extname(file).toLowerCase() === '.csv'
  return isJson && !isCsv ? await readJson(text, context) : await readCsv(text, source)
}

async function readText(file: string, { stdin }: Context): Promise<string> {
  try {
    const bytes = file === '-' ? await buffer(stdin) : await readFile(file)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const isEncoding = code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
    const reason = isEncoding ? 'it is not UTF-8 text' : code === 'ENOENT' ? 'it does not exist' : message
    throw new UsageError(`The answers in ${file} cannot be read: ${reason}.`, {
      cause: error,
      suggestion: isEncoding ? 'Save it as UTF-8.' : 'Name a file, or "-" for standard input.',
    })
  }
}

async function readJson(text: string, context: Context): Promise<readonly (LinedAnswer | UnusableAnswer)[]> {
  const stdin = Readable.from([Buffer.from(text)], { objectMode: false })
  const input = await readRecordInput('-', { ...context, stdin }, { isBatch: !text.trimStart().startsWith('[') })
  if (input.kind === 'one') return [answerOfFields(1, input.record)]
  const answers: (LinedAnswer | UnusableAnswer)[] = []
  for await (const item of input.items) {
    if ('record' in item) answers.push(answerOfFields(item.line, item.record))
    else answers.push({ line: item.line, problem: `is not a JSON object: ${item.error.message}` })
  }
  return answers
}

async function readCsv(text: string, source: string): Promise<readonly (LinedAnswer | UnusableAnswer)[]> {
  const { CsvError, parse } = await import('csv-parse/sync')
  try {
    const rows = parse(text, {
      bom: true,
      columns: (header: string[]) => checkHeader(header, source),
      delimiter: delimiterOf(text),
      from_line: delimiterLine.test(text) ? 2 : 1,
      info: true,
      relax_quotes: false,
      skip_empty_lines: true,
    }) as unknown as readonly { record: Readonly<Record<string, string>>; info: { lines: number } }[]
    return rows.map(({ record, info }) => answerOfFields(info.lines, record))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UsageError(`${source} is not a CSV file of answers: ${error.message}. No answer was taken.`, {
      cause: error,
      suggestion: 'Write a header line with at least id and outcome, and the same number of values in every line.',
    })
  }
}

function checkHeader(header: readonly string[], source: string): string[] {
  const names = header.map((name) => answerColumnOf(name) ?? name.trim())
  for (const wanted of ['id', 'outcome']) {
    if (names.includes(wanted)) continue
    throw new UsageError(`${source} has no column "${wanted}"; it has ${names.join(', ')}. No answer was taken.`, {
      suggestion: 'The header line names at least id and outcome; outcome is accepted or refused.',
    })
  }
  const twice = names.find((name, place) => names.indexOf(name) !== place)
  if (twice === undefined) return names
  throw new UsageError(`${source} has the column "${twice}" twice. No answer was taken.`)
}

/** The first line of some spreadsheets, which names the delimiter of the others. */
const delimiterLine = /^\ufeff?sep=([^\r\n])(?:\r\n|\r|\n)/i

/** Spreadsheets of some countries write semicolons. It is the one that finds the columns which every file of answers has. */
function delimiterOf(text: string): string {
  const named = delimiterLine.exec(text)?.[1]
  if (named !== undefined) return named
  const [header = ''] = text
    .replace(/^\ufeff/, '')
    .trimStart()
    .split(/[\r\n]/, 1)
  const columnsBy = (delimiter: string): readonly string[] =>
    header.split(delimiter).map((name) => name.replaceAll('"', ''))
  const needed = (delimiter: string): number =>
    columnsBy(delimiter).filter((name) => ['id', 'outcome'].includes(answerColumnOf(name) ?? '')).length
  const ranked = [',', ';', '\t', '|'].toSorted(
    (one, other) => needed(other) - needed(one) || columnsBy(other).length - columnsBy(one).length,
  )
  return ranked[0] ?? ','
}
