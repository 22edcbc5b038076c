import type { Checkpoint, Connection, CoupaRecord, RecordStream } from '@coupa-connector/connector'
import { isCoupaError } from '@coupa-connector/connector'
import { customFieldsName } from '@coupa-connector/connector/schema'
import type { CommandClock } from '../command/context.ts'
import { afterWindow, type PassStart, type ReadPass } from './plan-passes.ts'

/** Records that belong together, or a place to which everything was given. */
export type PassStep =
  | { readonly records: readonly CoupaRecord[] }
  | { readonly checkpoint: Checkpoint }
  /** Something that a person should know of the read. */
  | { readonly notice: string }

export interface ReadPassOptions {
  readonly connection: Connection
  readonly clock: CommandClock
  readonly signal: AbortSignal
  readonly startDate: string | undefined
  readonly overlapMs: number
}

/** After so many records or so much time a reader says where it stands. A state has to be kept by somebody, record by record would cost more than repeating. */
const recordsPerState = 1000
const msPerState = 10_000
/** Records that are read ahead: the pages on their way at 25 requests a second. */
const readAhead = 1000

/**
 * Reads the records of a pass, page by page. A checkpoint covers all records before it, so that a reader that was given it goes
 * on after them. The last one says that everything was read; when the read fails, the last one says how far it came.
 */
export async function* readPass(pass: ReadPass, options: ReadPassOptions): AsyncGenerator<PassStep> {
  const { clock } = options
  const { kind } = pass.start
  if (kind === 'finished') return yield { checkpoint: pass.start.checkpoint }
  const { stream, notice } = openStream(pass, options)
  if (notice !== undefined) yield { notice }
  let records = 0
  let toldAtMs = clock.monotonicMs()
  try {
    for await (const page of stream.pages()) {
      yield { records: page.records }
      records += page.records.length
      if (records < recordsPerState && clock.monotonicMs() - toldAtMs < msPerState) continue
      yield { checkpoint: stream.checkpoint({ includingCurrent: true }) }
      records = 0
      toldAtMs = clock.monotonicMs()
    }
  } catch (error) {
    if (records > 0) yield { checkpoint: stream.checkpoint({ includingCurrent: true }) }
    throw error
  }
  for (const notice of (await stream.receipt).notices) yield { notice }
  yield { checkpoint: stream.checkpoint() }
}

function openStream(
  pass: ReadPass,
  options: ReadPassOptions,
): { readonly stream: RecordStream; readonly notice?: string } {
  const client = options.connection.resource(resourceOf(pass).name)
  const open = (start: PassStart): RecordStream =>
    client.query({
      ...fieldsOf(pass),
      ...startOptions(pass, start, options),
      signal: options.signal,
      reading: { maxBufferedRecords: readAhead, overlapMs: options.overlapMs },
    })
  try {
    return { stream: open(pass.start) }
  } catch (error) {
    const start = withoutCheckpoint(pass, options)
    if (!isCoupaError(error) || error.code !== 'COUPA_CHECKPOINT' || start === undefined) throw error
    const notice = `What is read of ${client.description.name} is not what was read before, for example because other columns are selected. The window that was open is read again.`
    return { stream: open(start), notice }
  }
}

/** The same place as a time, for a checkpoint that belongs to a query for other fields. */
function withoutCheckpoint({ mode, start }: ReadPass, { overlapMs }: ReadPassOptions): PassStart | undefined {
  if (start.kind === 'continue') {
    const { window } = start.checkpoint
    if (mode === 'full' || window === undefined) return { kind: 'beginning' }
    return { kind: 'changes', since: window.from }
  }
  if (start.kind !== 'changes' || typeof start.since === 'string') return undefined
  return { kind: 'changes', since: afterWindow(start.since, overlapMs) }
}

function startOptions(
  { mode }: ReadPass,
  start: PassStart,
  { startDate }: ReadPassOptions,
): { readonly checkpoint?: Checkpoint; readonly updatedAfter?: Checkpoint | string } {
  switch (start.kind) {
    case 'beginning':
      return mode === 'incremental' ? { updatedAfter: startDate ?? '1970-01-01' } : {}
    case 'changes':
      return { updatedAfter: start.since }
    default:
      return { checkpoint: start.checkpoint }
  }
}

/**
 * The fields to ask for. Where only plain columns are wanted, Coupa is asked for these alone, which is much faster; an
 * association would come in another shape than without being asked for, so that with one everything is read.
 */
function fieldsOf({ streams }: ReadPass): { readonly fields?: []; readonly allowUnknownFields?: true } {
  const [only, ...others] = streams
  const wanted = only?.columns
  if (only === undefined || others.length > 0 || wanted === undefined || only.stream.nestedIn !== undefined) return {}
  const types = new Map(only.stream.resource.fields.map(({ name, type }) => [name, type]))
  const isWhole = only.stream.fields.every(({ name }) => wanted.has(name))
  const isNested = [...wanted].some((name) => name !== customFieldsName && isAssociation(types.get(name)))
  if (isWhole || isNested) return {}
  const plain = new Set([
    ...only.stream.primaryKey,
    ...(only.stream.cursor === undefined ? [] : [only.stream.cursor]),
    ...wanted,
  ])
  const fields = [...plain].map((name) => (name === customFieldsName ? { [customFieldsName]: {} } : name))
  return { fields: fields as [], allowUnknownFields: true }
}

function isAssociation(type: string | undefined): boolean {
  return type === undefined || type === 'object' || type === 'array' || type === 'unknown'
}

function resourceOf({ streams }: ReadPass): ReadPass['streams'][number]['stream']['resource'] {
  const [first] = streams
  if (first === undefined) throw new TypeError('A pass has a stream')
  return first.stream.resource
}
