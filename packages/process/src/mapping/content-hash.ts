import { createHash } from 'node:crypto'

/** What changes without a change of the document: marks, and who touched it when. */
const withoutMeaning: ReadonlySet<string> = new Set([
  'exported',
  'export-flag',
  'last-exported-at',
  'updated-at',
  'updated-by',
  'current-integration-history-records',
])

/**
 * Hexadecimal SHA-256 of the content of a record, the same for equal content in any order of fields. Fields that marking
 * touches do not count, at any depth.
 */
export function contentHash(record: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(canonical(record)).digest('hex')
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  const fields = Object.entries(value).filter(([name, field]) => field !== undefined && !withoutMeaning.has(name))
  fields.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`
}
