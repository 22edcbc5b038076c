/** One name of a path into a record, and whether a list of records is behind it. */
interface PathPart {
  readonly name: string
  readonly isList: boolean
}

/** A path into a record, taken apart: `content-groups[].name`. */
export type FieldPath = readonly PathPart[]

/** Values of a list in one cell have this between them (F-465). */
export const listSeparator = ';'

export function parseFieldPath(path: string): FieldPath {
  return path.split('.').map((part) => ({ name: part.replace('[]', ''), isList: part.endsWith('[]') }))
}

/** The path of a field that is in no list, as text. */
export function pathOf(path: FieldPath): string {
  return path.map(({ name }) => name).join('.')
}

/** Puts the text of a cell into a record. A list becomes a list of records. */
export function setField(record: Record<string, unknown>, [first, ...below]: FieldPath, text: string): void {
  if (first === undefined) return
  const { name, isList } = first
  if (below.length === 0) {
    record[name] = text
    return
  }
  if (isList) {
    record[name] = itemsOf(text).map((item) => {
      const made: Record<string, unknown> = {}
      setField(made, below, item)
      return made
    })
    return
  }
  const known = record[name]
  const member = isRecord(known) ? known : {}
  record[name] = member
  setField(member, below, text)
}

function itemsOf(text: string): readonly string[] {
  return text
    .split(listSeparator)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** The text at a path of a record that was read: undefined where there is none. */
export function textAt(record: Readonly<Record<string, unknown>>, path: FieldPath): string | undefined {
  let value: unknown = record
  for (const { name } of path) value = isRecord(value) ? value[name] : undefined
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
