import { csvText } from '@coupa-connector/endpoints'

/** Outcomes as JSON, an object a line. */
export async function* resultAsNdjson(lines: AsyncIterable<WrittenLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}

/** A line of a result, as the state of a load or a hub has it. */
type WrittenLine = { readonly [name in (typeof columns)[number]]?: unknown }

const columns = ['row', 'key', 'outcome', 'id', 'changed', 'class', 'code', 'field', 'message', 'edited'] as const

/** Outcomes as CSV by RFC 4180. What changed is written as JSON. */
export async function* resultAsCsv(lines: AsyncIterable<WrittenLine>): AsyncGenerator<string> {
  yield `${columns.join()}\r\n`
  for await (const line of lines) yield `${columns.map((column) => cell(line[column])).join()}\r\n`
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  return csvText(typeof value === 'object' ? JSON.stringify(value) : String(value))
}
