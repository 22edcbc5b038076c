import { parseCsv } from '../csv/parse-csv.ts'
import type { Answer } from './answer-mutations.ts'

/** A line of a file that is no answer, and why. */
export interface UnusableLine {
  readonly line: number
  readonly problem: string
}

export interface AnswerFile {
  readonly answers: readonly Answer[]
  readonly unusable: readonly UnusableLine[]
}

/** Columns with a meaning of their own; every other one is a value that can be written back, under its name. */
const known = ['id', 'outcome', 'code', 'message', 'documentNumber', 'version', 'sequence', 'batch'] as const
type Column = (typeof known)[number]

/**
 * Reads answers as the command line does: CSV with a header, or NDJSON with an object a line. Throws for a text that is neither.
 */
export function readAnswerFile(name: string, text: string): AnswerFile {
  const isLines = /\.(?:ndjson|jsonl|json)$/i.test(name) || text.trimStart().startsWith('{')
  const rows = isLines ? readLines(text) : parseCsv(text)
  const answers: Answer[] = []
  const unusable: UnusableLine[] = []
  for (const { line, fields } of rows) {
    const read = answerOf(fields)
    if (typeof read === 'string') unusable.push({ line, problem: read })
    else answers.push(read)
  }
  return { answers, unusable }
}

function readLines(text: string): { readonly line: number; readonly fields: Readonly<Record<string, unknown>> }[] {
  return text.split(/\r?\n/).flatMap((content, index) => {
    if (content.trim() === '') return []
    const line = index + 1
    let value: unknown
    try {
      value = JSON.parse(content)
    } catch {
      throw new Error(`Line ${line} is not JSON.`)
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Error(`Line ${line} is not an object.`)
    }
    const { values, ...fields } = value as Readonly<Record<string, unknown>>
    return [{ line, fields: { ...(typeof values === 'object' ? values : {}), ...fields } }]
  })
}

/** The answer that a line gives, or what is wrong with it. */
function answerOf(fields: Readonly<Record<string, unknown>>): Answer | string {
  const given: Partial<Record<Column, string>> = {}
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) {
    const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim() : ''
    if (text === '') continue
    const column = columnOf(name)
    if (column === undefined) values[name.trim()] = text
    else given[column] = text
  }
  const { id, outcome, documentNumber, sequence, ...rest } = given
  if (id === undefined) return 'has no id'
  if (!/^[1-9]\d{0,15}$/.test(id)) return `has the id "${id}", which is not a whole number`
  const verdict = outcome?.toLowerCase()
  if (verdict !== 'accepted' && verdict !== 'refused') {
    return outcome === undefined ? 'has no outcome' : `has the outcome "${outcome}"; use accepted or refused`
  }
  if (sequence !== undefined && !/^\d{1,15}$/.test(sequence)) {
    return `has the sequence "${sequence}", which is not a whole number`
  }
  const all = { ...values, ...(documentNumber === undefined ? {} : { documentNumber }) }
  return {
    ...rest,
    id,
    outcome: verdict,
    ...(sequence === undefined ? {} : { sequence: Number(sequence) }),
    ...(Object.keys(all).length === 0 ? {} : { values: all }),
  }
}

/** `Document Number` and `document_number` are `documentNumber`. */
function columnOf(name: string): Column | undefined {
  const plain = name.toLowerCase().replaceAll(/[\s_-]/g, '')
  return known.find((column) => column.toLowerCase() === plain)
}
