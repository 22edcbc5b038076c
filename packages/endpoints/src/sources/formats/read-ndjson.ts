import { InputRefusedError } from '../../contract/input-refused-error.ts'
import type { InputReading, InputRecord } from '../../contract/source.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import { parseExactly } from './parse-exactly.ts'
import { byteOrderMarkNotice } from './read-csv.ts'

/** Reads a JSON object a line. Numbers that JavaScript would change stay the texts that they are. */
export async function readNdjson(content: AsyncIterable<Uint8Array>): Promise<InputReading> {
  const { hasByteOrderMark, pieces } = await decodeUtf8(content)
  return { columns: undefined, records: recordsOf(pieces), notices: hasByteOrderMark ? [byteOrderMarkNotice] : [] }
}

async function* recordsOf(pieces: AsyncIterable<string>): AsyncGenerator<InputRecord> {
  let row = 0
  let line = 0
  for await (const text of linesOf(pieces)) {
    line += 1
    if (text.trim() === '') continue
    row += 1
    yield { row, fields: toRecord(text, row, line) }
  }
}

function toRecord(text: string, row: number, line: number): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = parseExactly(text, { refusesRepeatedNames: true })
  } catch (error) {
    const message = `Line ${line} of the file cannot be read as JSON: ${(error as Error).message}.`
    throw new InputRefusedError('MALFORMED', message, { row, cause: error })
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new InputRefusedError('MALFORMED', `Line ${line} of the file is JSON, and no object: a record is an object.`, {
    row,
  })
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
