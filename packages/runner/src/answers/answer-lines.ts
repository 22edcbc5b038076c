import { csvText } from '@coupa-connector/endpoints'
import type { AnswerLine } from '../answer-inputs/answers-found.ts'

/** Answers that were not taken as JSON, an object a line. */
export async function* answersAsNdjson(lines: readonly AnswerLine[]): AsyncGenerator<string> {
  for (const line of lines) yield `${JSON.stringify(line)}\n`
}

const columns = ['line', 'id', 'code', 'message'] as const

/** The same as CSV by RFC 4180. */
export async function* answersAsCsv(lines: readonly AnswerLine[]): AsyncGenerator<string> {
  yield `${columns.join()}\r\n`
  for (const line of lines) yield `${columns.map((column) => cell(line[column])).join()}\r\n`
}

function cell(value: string | number | undefined): string {
  return value === undefined ? '' : csvText(String(value))
}
