import type { ConsumerAnswer } from './consumer-answer.ts'

/** An answer of a file, with the line on which it begins. */
export interface LinedAnswer extends ConsumerAnswer {
  readonly line: number
}

/** A line of a file that is not an answer, and why. */
export interface UnusableAnswer {
  readonly line: number
  readonly id?: string | undefined
  readonly problem: string
}

type Fields = Readonly<Record<string, unknown>>

/** Columns with a meaning of their own; every other one is a value that can be written back, under its name. */
const columns = ['id', 'outcome', 'code', 'message', 'documentNumber', 'version', 'sequence', 'batch'] as const
type Column = (typeof columns)[number]

/** `Document Number` and `document_number` are `documentNumber`. */
export function answerColumnOf(name: string): Column | undefined {
  const plain = name.toLowerCase().replaceAll(/[\s_-]/g, '')
  return columns.find((column) => column.toLowerCase() === plain)
}

/** The answer that the fields of a line are, or what is wrong with them. */
export function answerOfFields(line: number, fields: Fields): LinedAnswer | UnusableAnswer {
  const known: Partial<Record<Column, string>> = {}
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) {
    const text = textOf(value)
    if (text === undefined) continue
    const column = answerColumnOf(name)
    if (column === undefined) values[name.trim()] = text
    else known[column] = text
  }
  const { id, outcome, code, message, documentNumber, version, sequence, batch } = known
  if (id === undefined) return { line, problem: 'has no id' }
  if (!/^[1-9]\d{0,15}$/.test(id)) return { line, id, problem: `has the id "${id}", which is not a whole number` }
  const verdict = outcomeOf(outcome)
  if (verdict === undefined) {
    const given = outcome === undefined ? 'has no outcome' : `has the outcome "${outcome}"`
    return { line, id, problem: `${given}; use accepted or refused` }
  }
  if (sequence !== undefined && !/^\d{1,16}$/.test(sequence)) {
    return { line, id, problem: `has the sequence "${sequence}", which is not a whole number` }
  }
  return {
    ...{ line, id, outcome: verdict, code, message, version, batch },
    ...(sequence === undefined ? {} : { sequence: Number(sequence) }),
    values: { ...values, ...(documentNumber === undefined ? {} : { documentNumber }) },
  }
}

/** Plain values as text, without the spaces around it; nothing for what is empty or no plain value. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
  const text = String(value).trim()
  return text === '' ? undefined : text
}

function outcomeOf(text: string | undefined): ConsumerAnswer['outcome'] | undefined {
  const outcome = text?.toLowerCase()
  return outcome === 'accepted' || outcome === 'refused' ? outcome : undefined
}
