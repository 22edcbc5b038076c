import { type MappingRow, type ReadableDefinition, readDefinition } from './read-definition.ts'

/** One thing that differs between two versions, in words. */
export interface ReadableDifference {
  readonly section: string
  readonly label: string
  readonly from: string
  readonly to: string
}

/** What differs between two definitions as people read them, in the order in which they read. */
export function compareReadable(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly ReadableDifference[] {
  const [old, current] = [flatten(readDefinition(before)), flatten(readDefinition(after))]
  return [...new Set([...current.keys(), ...old.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), current.get(key)]
    if (was?.text === is?.text) return []
    const { section, label } = is ?? was ?? { section: '', label: '' }
    return [{ section, label, from: was?.text ?? '', to: is?.text ?? '' }]
  })
}

interface Line {
  readonly section: string
  readonly label: string
  readonly text: string
}

function flatten({ sections, tables }: ReadableDefinition): ReadonlyMap<string, Line> {
  const lines: Line[] = [
    ...sections.flatMap(({ title, lines }) => lines.map(({ label, text }) => ({ section: title, label, text }))),
    ...tables.flatMap(({ name, rowsOf, key, when, rows }) => {
      const section = name === '' ? 'Mapping' : `Mapping: ${name}`
      return [
        { section, label: 'Rows', text: rowsOf },
        { section, label: 'Key', text: key.join(', ') },
        { section, label: 'Only rows where', text: when },
        ...rows.map((row) => ({ section, label: row.target, text: describeRow(row) })),
      ]
    }),
  ]
  return new Map(lines.map((line) => [`${line.section}\n${line.label}`, line]))
}

/** A row of a mapping in a line: `^.status, text, then trim`. */
function describeRow({ from, type, notes }: MappingRow): string {
  return [from, type, ...notes].filter(Boolean).join(', ')
}
