/** `id`: key-set by id. `offset`: ordered offset. `shrinking`: offset 0 again and again, for a set that the loop empties. */
import { CheckpointError } from '../../errors/read-errors.ts'
import { isRecord } from '../../format/is-record.ts'
export type ReadMode = 'id' | 'offset' | 'shrinking'

/**
 * Where a read stands, as plain data: `JSON.stringify` it, keep it, hand it to a later read of the same query. It speaks
 * only of records that the consumer is done with, so nothing is missing after a resume.
 */
export interface Checkpoint {
  readonly version: 1
  readonly resource: string
  readonly fingerprint: string
  readonly mode: ReadMode
  /** All records of the set were delivered. */
  readonly isComplete: boolean
  /** The window of `updated-at` of an incremental read. */
  readonly window?: CheckpointWindow | undefined
  /** Lowest and highest id that the read covers, the lowest excluded; null is open. Absent unless `mode` is `id`. */
  readonly ids?: CheckpointIds | undefined
  /** Where reading by offset goes on. Present when `mode` is `offset`. */
  readonly offset?: OffsetPosition | undefined
  /** Totals so far, earlier runs included. */
  readonly totals: ReadTotals
}

export interface CheckpointIds {
  readonly after: number | null
  readonly upTo: number | null
  /** What was delivered, in ascending order. What is left is what lies between. */
  readonly delivered: readonly {
    readonly after: number | null
    readonly upTo: number | null
    readonly records: number
    readonly pages: number
  }[]
}

export interface CheckpointWindow {
  /** ISO 8601, whole seconds, UTC; from included, before excluded. */
  readonly from: string
  readonly before: string
  /**
   * [id, updated-at in seconds since 1970] of records delivered from the end of the window, where the next window
   * overlaps it. The next read leaves out those that did not change.
   */
  readonly seen: readonly (readonly [number, number])[]
  /** `seen` of the window before: needed as long as this one is being read. */
  readonly previous: readonly (readonly [number, number])[]
}

export interface OffsetPosition {
  readonly offset: number
  /** Keys of the last records delivered, newest last, to find the place again. */
  readonly keys: readonly string[]
}

export interface ReadTotals {
  readonly records: number
  readonly pages: number
  readonly requests: number
  readonly repeats: number
  readonly discarded: number
  readonly emptyPages: number
  /** Milliseconds since 1970. */
  readonly startedAtMs: number
}

/** What a checkpoint is checked against. */
export interface CheckpointOwner {
  readonly resource: string
  readonly fingerprint: string
}

/**
 * Takes a checkpoint out of storage. Throws `CheckpointError` that says what is wrong: not a checkpoint, of a newer
 * version, of another resource, of another query.
 */
export function parseCheckpoint(value: unknown, owner: CheckpointOwner): Checkpoint {
  if (!isRecord(value)) throw new CheckpointError({ reason: 'it is not an object' })
  if (value.version !== 1) {
    throw new CheckpointError({
      reason: `version 1 is understood and it has version ${JSON.stringify(value.version)}`,
    })
  }
  for (const name of ['resource', 'fingerprint'] as const) {
    if (value[name] === owner[name]) continue
    throw new CheckpointError({
      reason:
        name === 'resource'
          ? `it is of the resource ${JSON.stringify(value[name])}, and ${owner.resource} is read`
          : `it was written for another query of ${owner.resource}: filters, fields or order differ`,
    })
  }
  for (const [name, isRight] of Object.entries(checks)) {
    if (!isRight(value[name])) throw new CheckpointError({ reason: `its "${name}" is damaged` })
  }
  const part = value.mode === 'id' ? 'ids' : value.mode === 'offset' ? 'offset' : undefined
  if (part !== undefined && value[part] === undefined) throw new CheckpointError({ reason: `its "${part}" is missing` })
  return value as unknown as Checkpoint // every part that is read was checked above
}

const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
  mode: (value) => value === 'id' || value === 'offset' || value === 'shrinking',
  isComplete: (value) => typeof value === 'boolean',
  totals: (value) =>
    isRecord(value) &&
    ['records', 'pages', 'requests', 'repeats', 'discarded', 'emptyPages', 'startedAtMs'].every((name) =>
      isCount(value[name]),
    ),
  ids: (value) =>
    value === undefined ||
    (isIdRange(value) && Array.isArray(value.delivered) && value.delivered.every(isDeliveredRange)),
  offset: (value) =>
    value === undefined ||
    (isRecord(value) &&
      isCount(value.offset) &&
      Array.isArray(value.keys) &&
      value.keys.every((key) => typeof key === 'string')),
  window: (value) =>
    value === undefined ||
    (isRecord(value) && isTime(value.from) && isTime(value.before) && isPairs(value.seen) && isPairs(value.previous)),
}

function isDeliveredRange(value: unknown): boolean {
  return isIdRange(value) && isCount(value.records) && isCount(value.pages)
}

function isIdRange(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false
  const { after, upTo } = value
  if (after !== null && !Number.isSafeInteger(after)) return false
  if (upTo !== null && !Number.isSafeInteger(upTo)) return false
  return after === null || upTo === null || Number(after) <= Number(upTo)
}

function isPairs(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((part) => Number.isSafeInteger(part)))
  )
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

function isCount(value: unknown): boolean {
  return Number.isFinite(value) && Number(value) >= 0
}
