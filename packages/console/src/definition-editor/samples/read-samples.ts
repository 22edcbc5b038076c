import type { FieldSamples } from '../../catalog/fields/field-tree.ts'

export type SampleRecord = Readonly<Record<string, unknown>>

/** What some records have by the paths of their fields. Of a list it is what its first items have. */
export function samplesOf(records: readonly SampleRecord[]): FieldSamples {
  return {
    sampleAt: (path) => {
      const found = valuesAt(records, path).find((value) => value !== null && value !== undefined && value !== '')
      return found === undefined ? undefined : shortText(found)
    },
    namesBelow: (path) => {
      const names = valuesAt(records, path).flatMap((value) => (isRecord(value) ? Object.keys(value) : []))
      return [...new Set(names)].sort()
    },
  }
}

/** Every path that leads to a value in the records, for what is typed. */
export function pathsOf(records: readonly SampleRecord[]): readonly string[] {
  const paths = new Set<string>()
  const add = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const item of value.slice(0, 1)) add(item, path)
    else if (isRecord(value)) {
      for (const [name, inner] of Object.entries(value)) add(inner, path === '' ? name : `${path}.${name}`)
    } else if (path !== '') paths.add(path)
  }
  for (const record of records) add(record, '')
  return [...paths].sort()
}

function valuesAt(records: readonly SampleRecord[], path: string): unknown[] {
  return path
    .split('.')
    .reduce<unknown[]>(
      (values, name) => values.flatMap((value) => (isRecord(value) ? itemsOf(value[name]) : [])),
      [...records],
    )
}

function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}

function isRecord(value: unknown): value is SampleRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const longestSample = 60

function shortText(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > longestSample ? `${text.slice(0, longestSample)}…` : text
}
