import type { Definition } from '../definition/definition-schema.ts'
import type { SourceRecord } from '../mapping/row-path.ts'
import type { MappedRecord, Shape } from '../mapping/shape.ts'
import { fitValue } from './fit-value.ts'
import { hideValues } from './hide-values.ts'
import { sensitivePaths } from './sensitive-paths.ts'

/** A record that was set aside, as people may see it: what is sensitive is hidden, and what is large is cut. */
export interface FailurePayload {
  /** As Coupa served it, with the fields that the process reads. */
  readonly source?: unknown
  /** What the mapping made of it: a document, or the rows of each table by their columns. */
  readonly mapped?: unknown
  /** Whether texts or lists were cut, or a part is missing, because it is too large. */
  readonly isCut?: boolean | undefined
}

/** Makes the payload of a failure: of the record as it was read, and as it was mapped as far as it came to that. */
export type PayloadMaker = (source: SourceRecord | undefined, mapped?: MappedRecord) => FailurePayload

/** As much is kept of each of the two. */
const mostBytes = 65_536

/** Creates the maker of payloads. `shape` is that of the mapper. */
export function createPayloadMaker(definition: Definition, shape: Shape): PayloadMaker {
  const paths = sensitivePaths(definition)
  return (source, mapped) => {
    const read = fitValue(source === undefined ? undefined : hideValues(source, paths), mostBytes)
    const made = fitValue(mapped === undefined ? undefined : hideValues(namedCells(mapped, shape), []), mostBytes)
    return {
      ...(read.value === undefined ? {} : { source: read.value }),
      ...(made.value === undefined ? {} : { mapped: made.value }),
      ...(read.isCut || made.isCut ? { isCut: true } : {}),
    }
  }
}

/** Rows with the names of their columns. */
function namedCells({ document, rows }: MappedRecord, shape: Shape): unknown {
  if (document !== undefined || rows === undefined || shape.kind === 'nested') return document
  return Object.fromEntries(
    shape.tables.map(({ name, columns }) => [
      name,
      (rows[name] ?? []).map((row) =>
        Object.fromEntries(columns.map((column, place) => [column.name, row[place] ?? null])),
      ),
    ]),
  )
}
