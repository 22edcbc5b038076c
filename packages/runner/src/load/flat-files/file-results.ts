import type { Connection } from '@coupa-connector/connector'

/** What Coupa says of a row of a flat file that it refused. */
export interface RowError {
  /** Number of the row, where Coupa says it. */
  readonly row: number | undefined
  readonly messages: readonly string[]
  /** Name of the column. */
  readonly column: string | undefined
  readonly firstCell: string | undefined
}

/** What became of a flat file, once Coupa has processed it (F-461). */
export interface FileResult {
  readonly name: string
  /** `Failed`, or what else ends it but `Done`: nobody can say which rows were loaded, unless the counts do. */
  readonly isDone: boolean
  readonly status: string
  readonly text: string
  readonly created: number
  readonly updated: number
  readonly errors: readonly RowError[]
  /** How many errors there are; more than `errors` where Coupa does not show all. */
  readonly errorCount: number
}

/** Files that one request asks for. */
const filesAtOnce = 50
const finished = ['Done', 'Failed', 'Stopped']
const summary = ['id', 'status', 'file-file-name'] as const
const details = [
  ...['id', 'status', 'result-text', 'records-created', 'records-updated', 'upload-errors-count'],
  { 'upload-errors': ['row', 'type', 'first-column', 'field-errors', 'field-with-error', 'value'] },
] as const

interface AskOptions {
  readonly connection: Connection
  readonly signal?: AbortSignal | undefined
}

/** The files of some names that Coupa has begun to load, by their names: the newest load of each. */
export async function findLoadedFiles(
  names: readonly string[],
  { connection, signal }: AskOptions,
): Promise<ReadonlyMap<string, { readonly id: string; readonly isFinished: boolean }>> {
  const found = new Map<string, { readonly id: string; readonly isFinished: boolean }>()
  const sources = connection.resource<string>('data_file_sources')
  for (let from = 0; from < names.length; from += filesAtOnce) {
    const some = names.slice(from, from + filesAtOnce)
    const where = { 'file-file-name': some.length === 1 ? some[0] : { in: some } }
    const query = { where, fields: [...summary], reading: { concurrency: 1 }, priority: 'bulk', signal } as const
    for await (const { id, status, 'file-file-name': name } of sources.query(query)) {
      found.set(String(name), { id: String(id), isFinished: finished.includes(String(status)) })
    }
  }
  return found
}

/** What became of a file that Coupa has processed. */
export async function readFileResult(
  name: string,
  id: string,
  { connection, signal }: AskOptions,
): Promise<FileResult> {
  const sources = connection.resource<string>('data_file_sources')
  const found = await sources.get(id, { fields: [...details] as never, priority: 'bulk', signal })
  const errors = listOf(found['upload-errors']).map(toRowError)
  return {
    name,
    isDone: found.status === 'Done',
    status: String(found.status),
    text: String(found['result-text'] ?? ''),
    created: Number(found['records-created'] ?? 0),
    updated: Number(found['records-updated'] ?? 0),
    errors,
    errorCount: Math.max(errors.length, Number(found['upload-errors-count'] ?? 0)),
  }
}

function toRowError(error: Readonly<Record<string, unknown>>): RowError {
  const row = Number(error.row ?? Number.NaN)
  const texts = messagesIn(error['field-errors'])
  const type = String(error.type ?? '')
  return {
    row: Number.isInteger(row) ? row : undefined,
    messages: texts.length > 0 ? texts : [type === '' ? 'Coupa does not say why' : type],
    column: textOf(error['field-with-error']),
    firstCell: textOf(error['first-column']),
  }
}

/** Errors are a text in Swagger and a list in the articles. */
function messagesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(messagesIn)
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([field, inner]) => messagesIn(inner).map((text) => `${field} ${text}`))
  }
  const text = textOf(value)
  return text === undefined ? [] : [text]
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? (value as readonly Readonly<Record<string, unknown>>[]) : []
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
  return text === '' ? undefined : text
}
