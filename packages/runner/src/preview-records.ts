import type { Connection } from '@coupa-connector/connector'
import type { Definition } from '@coupa-connector/process'
import { exportedFlagOf } from './coupa/exported-flag.ts'
import { planPasses } from './run/read-pass.ts'
import type { RecordMapper, RunClock } from './run/run-options.ts'
import type { RecordFailure } from './state/run-record.ts'
import { shapeRecords } from './steps/shape-records.ts'

/** One record before and after the mapping. */
export interface RecordPreview {
  readonly id: string
  /** As Coupa serves it. */
  readonly source: Readonly<Record<string, unknown>>
  /** In the shape `nested`. */
  readonly document?: Readonly<Record<string, unknown>> | undefined
  /** In the other shapes: the rows of each table, by column. */
  readonly rows?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> | undefined
  /** Why it would be set aside. */
  readonly failure?: RecordFailure | undefined
}

export interface PreviewOptions {
  readonly definition: Definition
  readonly connection: Connection
  readonly mapper: RecordMapper
  /** How many records at most. */
  readonly records: number
  /** These records instead of what is due. */
  readonly ids?: readonly number[] | undefined
  readonly clock: RunClock
  readonly signal?: AbortSignal | undefined
}

/** What the next records of a process would become. Sends GET requests only. */
export async function* previewRecords({
  definition,
  connection,
  mapper,
  records,
  ids,
  clock,
  signal,
}: PreviewOptions): AsyncGenerator<RecordPreview> {
  const resource = connection.resource<string>(definition.source.resource)
  const [pass] = planPasses({
    definition,
    fields: mapper.fields,
    flag: exportedFlagOf(resource.description),
    generation: 'preview',
    startedAtMs: clock.now(),
    position: { pass: 0, checkpoint: undefined },
    watermarks: { main: undefined, changes: undefined },
    limit: records,
    ids,
    signal,
  })
  if (pass === undefined) return
  for await (const record of resource.query(pass.query)) {
    const id = String(record.id)
    const { shaped, failures } = await shapeRecords([{ id, record, hash: '' }], mapper, definition.limits.recordBytes)
    const [{ document, rows } = {}] = shaped
    yield { id, source: record, document, rows: rows && namedRows(rows, mapper), failure: failures[0] }
  }
}

/** Rows with the names of their columns. */
function namedRows(
  rows: NonNullable<Awaited<ReturnType<RecordMapper['map']>>['rows']>,
  { shape }: RecordMapper,
): RecordPreview['rows'] {
  if (shape.kind === 'nested') return undefined
  const named = shape.tables.map(({ name, columns }) => {
    const ofTable = rows[name] ?? []
    return [name, ofTable.map((row) => Object.fromEntries(columns.map((column, place) => [column.name, row[place]])))]
  })
  return Object.fromEntries(named)
}
