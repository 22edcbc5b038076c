import {
  createFlatFileWriter,
  createLayoutCollector,
  type FlatFileObject,
  FlatFileValueError,
  largestFlatFile,
} from '@coupa-connector/endpoints'
import { buildRecord, type LoadDefinition, type LoadRecord } from '@coupa-connector/process'
import type { FilePosition, Intent, OutcomeDetail } from '../state/load-state.ts'

type Content = Readonly<Record<string, unknown>>

/** A record that goes into a flat file. */
export interface FileRecord {
  /** Its number in the input. */
  readonly row: number
  readonly record: LoadRecord
  readonly kind: Intent['kind']
  readonly changed?: Intent['changed']
}

/** A record in a file. */
export interface PlacedRecord extends FileRecord {
  readonly position: Omit<FilePosition, 'name'>
}

export interface BuiltFile {
  readonly bytes: Buffer
  /** The records in it, in their order. None: there is no file. */
  readonly placed: readonly PlacedRecord[]
  /** Records that no flat file can hold. */
  readonly refused: readonly { readonly row: number; readonly detail: OutcomeDetail }[]
  /** Records that the file has no room for. */
  readonly rest: readonly FileRecord[]
}

/** What a flat file is written by. */
export interface FileFormat {
  readonly object: FlatFileObject
  readonly destination: LoadDefinition['destination']
  readonly limit?: { readonly rows: number; readonly bytes: number } | undefined
}

interface Candidate {
  readonly given: FileRecord
  readonly content: Content
}

/**
 * Writes as many of some records as one flat file can have. Its columns are those that its records have a value for. The rows
 * of a record stay together.
 */
export function buildFile(records: readonly FileRecord[], format: FileFormat): BuiltFile {
  const { object, limit = largestFlatFile } = format
  const refused: { row: number; detail: OutcomeDetail }[] = []
  const rest: FileRecord[] = []
  let candidates: readonly Candidate[] = records.map((given) => ({ given, content: contentOf(given, format) }))
  for (;;) {
    const file = writeFile(candidates, format, limit)
    const { failures, placed } = file
    for (const [{ given }, detail] of failures) refused.push({ row: given.row, detail })
    const failed = new Set(failures.map(([candidate]) => candidate))
    const good = candidates.filter((candidate) => !failed.has(candidate))
    rest.unshift(...good.slice(file.fitting).map(({ given }) => given))
    candidates = good.slice(0, file.fitting)
    // The columns may be fewer without them.
    if (failed.size === 0 && placed.length === candidates.length) return { bytes: file.bytes, placed, refused, rest }
  }

  function writeFile(
    wanted: readonly Candidate[],
    { destination }: FileFormat,
    { rows: mostRows, bytes: mostBytes }: { readonly rows: number; readonly bytes: number },
  ): {
    readonly bytes: Buffer
    readonly placed: readonly PlacedRecord[]
    readonly failures: readonly (readonly [Candidate, OutcomeDetail])[]
    /** How many of those without a failure it has room for. */
    readonly fitting: number
  } {
    const failures: (readonly [Candidate, OutcomeDetail])[] = []
    const collector = createLayoutCollector(object, destination.flatFiles?.customFields)
    const known: Candidate[] = []
    for (const candidate of wanted) {
      const detail = nullDetail(candidate.content) ?? attempt(() => collector.add(candidate.content)).detail
      if (detail === undefined) known.push(candidate)
      else failures.push([candidate, detail])
    }
    const layout = collector.layout()
    const writer = createFlatFileWriter(layout)
    const placed: PlacedRecord[] = []
    let text = writer.begin()
    let bytes = Buffer.byteLength(text)
    for (const candidate of known) {
      const before = writer.rows
      const { result: added = '', detail } = attempt(() => writer.add(candidate.content))
      const addedBytes = Buffer.byteLength(added)
      if (detail !== undefined) failures.push([candidate, detail])
      else if (writer.rows > mostRows || bytes + addedBytes > mostBytes) {
        if (placed.length > 0) break
        failures.push([candidate, tooLarge(writer.rows - before, mostRows, mostBytes)])
        break
      } else {
        text += added
        bytes += addedBytes
        const position = { line: before + 1, lines: writer.rows - before, ...firstCellOf(added, layout.isTyped) }
        placed.push({ ...candidate.given, position })
      }
    }
    return { bytes: Buffer.from(text), placed, failures, fitting: failures.length > 0 ? wanted.length : placed.length }
  }

  function attempt<Result>(work: () => Result): { readonly result?: Result; readonly detail?: OutcomeDetail } {
    try {
      return { result: work() }
    } catch (error) {
      if (!(error instanceof FlatFileValueError)) throw error
      const { field, message } = error
      return { detail: { class: 'invalid', code: 'NOT_IN_FLAT_FILE', field, message: wordsOf(message, object) } }
    }
  }
}

function wordsOf(message: string, { name }: FlatFileObject): string {
  return message.replace('and the file has no', `and Coupa's flat files of the object ${name} have no`)
}

/** A record as its rows: with what identifies the record above, and the only item of a list where a row has just one. */
function contentOf({ record }: FileRecord, { object, destination }: FileFormat): Content {
  const [top] = object.rowTypes
  const columns = Object.values(top?.columns ?? {})
  const above = Object.entries(destination.parent?.match ?? {}).map(
    ([field, column]) => [column, record.parent?.[field]] as const,
  )
  const content: Record<string, unknown> = { ...buildRecord(above), ...record.record }
  for (const [name, value] of Object.entries(content)) {
    const isOne = Array.isArray(value) && value.length === 1 && columns.some((path) => path.startsWith(`${name}.`))
    if (isOne) content[name] = value[0]
  }
  return content
}

/** Whether an empty cell empties a field is not documented (F-469), so that a field is not emptied by a flat file. */
function nullDetail(content: unknown, path = ''): OutcomeDetail | undefined {
  if (content === null) {
    const message = `${path} is to be emptied, and a flat file cannot say that for sure. Empty it over REST, or leave it out.`
    return { class: 'invalid', code: 'NOT_IN_FLAT_FILE', field: path, message }
  }
  if (typeof content !== 'object') return undefined
  for (const [name, value] of Object.entries(content as object)) {
    const below = Array.isArray(content) ? path : [path, name].filter((part) => part !== '').join('.')
    const detail = nullDetail(value, below)
    if (detail !== undefined) return detail
  }
  return undefined
}

function tooLarge(rows: number, mostRows: number, mostBytes: number): OutcomeDetail {
  const message = `The record needs ${rows} rows, and is too large for a flat file: Coupa takes at most ${mostRows} rows and ${mostBytes} bytes with the header rows.`
  return { class: 'invalid', code: 'NOT_IN_FLAT_FILE', message }
}

function firstCellOf(text: string, isTyped: boolean): { readonly firstCell?: string } {
  const cell = isTyped ? undefined : /^"((?:[^"]|"")*)"/.exec(text)?.[1]?.replaceAll('""', '"')
  return cell === undefined || cell === '' ? {} : { firstCell: cell.slice(0, 100) }
}

/** About how many rows a record has: itself, and those of its lists. */
export function rowsOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + rowsOf(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Object.values(value).reduce<number>((sum, item) => sum + (Array.isArray(item) ? rowsOf(item) : 0), 0)
}
