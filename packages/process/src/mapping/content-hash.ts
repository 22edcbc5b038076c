import { createHash } from 'node:crypto'
import type { Definition } from '../definition/definition-schema.ts'

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
 * touches do not count, at any depth, and neither do the fields of `written`: those that the process itself writes, so that
 * it never takes its own change for one of somebody else. Their names follow the digits: a definition that writes others
 * later can still compare.
 */
export function contentHash(record: Readonly<Record<string, unknown>>, written: readonly string[] = []): string {
  if (written.length === 0) return createHash('sha256').update(canonical(record)).digest('hex')
  const hash = createHash('sha256').update(canonical(withoutFields(record, written)))
  return `${hash.digest('hex')} ${written.toSorted().join()}`
}

/** Whether a record has the content of a hash, whatever fields that hash leaves out. */
export function hasContent(record: Readonly<Record<string, unknown>>, hash: string): boolean {
  const [, names] = hash.split(' ')
  return contentHash(record, names?.split(',')) === hash
}

/** Digits of a content hash that name a version. */
const versionDigits = 16

/** The name of a version: equal for equal content. */
export function versionOf(hash: string): string {
  return hash.slice(0, versionDigits)
}

/** The fields that a definition writes back: `custom-fields.erp-number`. */
export function writtenFields({ acknowledge: { writeBack = {} } }: Definition): readonly string[] {
  return Object.keys(writeBack)
}

function withoutFields(record: Readonly<Record<string, unknown>>, paths: readonly string[]): typeof record {
  const copy: Record<string, unknown> = { ...record }
  for (const path of paths) {
    const [first = '', second] = path.split('.')
    const value = copy[first]
    if (second === undefined) delete copy[first]
    else if (typeof value === 'object' && value !== null) copy[first] = { ...value, [second]: undefined }
    // A custom field may be at the top level of the record (F-140).
    if (first === 'custom-fields' && second !== undefined) delete copy[second]
  }
  return copy
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  const fields = Object.entries(value).filter(([name, field]) => field !== undefined && !withoutMeaning.has(name))
  fields.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`
}
