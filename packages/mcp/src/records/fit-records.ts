import type { JsonRecord } from '../organization/organization.ts'
import { answerText } from '../tool/answer-text.ts'

export interface FittedRecord {
  readonly record: JsonRecord
  /** Fields that are shortened or left out, so that the record fits. */
  readonly shortened: readonly string[]
}

/** The records that fit into so many bytes, in order. The first is made to fit, so that an answer is never empty. */
export function fitRecords(
  records: readonly JsonRecord[],
  maxBytes: number,
): { readonly records: readonly JsonRecord[]; readonly shortened: readonly string[] } {
  let bytes = 0
  const fitting: JsonRecord[] = []
  for (const record of records) {
    bytes += sizeOf(record) + 1
    if (bytes > maxBytes) break
    fitting.push(record)
  }
  const [first] = records
  if (fitting.length > 0 || first === undefined) return { records: fitting, shortened: [] }
  const { record, shortened } = fitRecord(first, maxBytes)
  return { records: [record], shortened }
}

/**
 * Shortens a record until it fits, the largest field first and no more than it takes: of lists and associations, only what
 * identifies them stays, of long texts the beginning. What still does not fit is left out.
 */
export function fitRecord(given: JsonRecord, maxBytes: number): FittedRecord {
  const record: Record<string, unknown> = { ...given }
  const shortened = new Set<string>()
  while (sizeOf(record) > maxBytes) {
    const open = Object.keys(record).filter((name) => !shortened.has(name))
    const name = largestOf(record, open.length > 0 ? open : Object.keys(record))
    if (name === undefined) break
    if (open.length > 0) record[name] = shorten(record[name])
    else delete record[name]
    shortened.add(name)
  }
  return { record, shortened: [...shortened].filter((name) => !Object.is(record[name], given[name])) }
}

function sizeOf(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(answerText(Object(value)))
}

function largestOf(record: JsonRecord, names: readonly string[]): string | undefined {
  const sizes = names.map((name) => ({ name, bytes: sizeOf({ value: record[name] }) }))
  return sizes.sort((a, b) => b.bytes - a.bytes)[0]?.name
}

function shorten(value: unknown): unknown {
  if (typeof value === 'string') return shortText(value)
  if (Array.isArray(value)) {
    const items = value.slice(0, shownItems).map(identityOf)
    return value.length > shownItems ? [...items, `… ${value.length - shownItems} more`] : items
  }
  return identityOf(value)
}

const longText = 200
const shownItems = 5

/** Members that tell one record from another. */
const identifying = [
  'id',
  'line-num',
  'number',
  'invoice-number',
  'po-number',
  'code',
  'name',
  'login',
  'status',
  'total',
]

function identityOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return shortScalar(value)
  const members = Object.entries(value).filter(
    ([name, member]) => identifying.includes(name) && typeof member !== 'object',
  )
  return Object.fromEntries(members.map(([name, member]) => [name, shortScalar(member)]))
}

function shortScalar(value: unknown): unknown {
  return typeof value === 'string' ? shortText(value) : value
}

/** The beginning of a long text. */
export function shortText(text: string): string {
  return text.length > longText ? `${text.slice(0, longText)}…` : text
}

/** The record without fields that have no value: of the hundred fields that Coupa serves, most have none. */
export function withoutBlanks(record: JsonRecord): JsonRecord {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]): [string, unknown][] => {
      const kept = withoutBlanksIn(value)
      return kept === undefined ? [] : [[name, kept]]
    }),
  )
}

function withoutBlanksIn(value: unknown): unknown {
  if (value === null || value === '') return undefined
  if (Array.isArray(value)) {
    const items = value.map(withoutBlanksIn).filter((item) => item !== undefined)
    return items.length === 0 ? undefined : items
  }
  if (typeof value !== 'object') return value
  const kept = withoutBlanks(value as JsonRecord)
  return Object.keys(kept).length === 0 ? undefined : kept
}
