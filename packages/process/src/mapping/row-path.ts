/** A record of Coupa, or one inside another. */
export type SourceRecord = Readonly<Record<string, unknown>>

/** The record of a row, and those above it: the whole record first, the row's own last. */
export type Frames = readonly SourceRecord[]

/** A path of a column, taken apart. */
export interface RowPath {
  /** How many records it goes up: `^.id` one, `^.^.id` two. */
  readonly up: number
  readonly parts: readonly string[]
}

/** Takes `^.supplier.name` apart. */
export function parseRowPath(path: string): RowPath {
  const parts = path.split('.')
  const up = parts.findIndex((part) => part !== '^')
  return up < 0 ? { up: parts.length, parts: [] } : { up, parts: parts.slice(up) }
}

/** The value at a path. A path that leads through a list gives the list of what is behind it. Missing is undefined. */
export function valueAtPath({ up, parts }: RowPath, frames: Frames): unknown {
  let value: unknown = frames[frames.length - 1 - up]
  for (const part of parts) value = step(value, part)
  return value
}

function step(value: unknown, part: string): unknown {
  if (Array.isArray(value)) return value.flatMap((item) => step(item, part) ?? [])
  return typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined
}

const nothing: SourceRecord = {}

/**
 * The rows that a record becomes: itself for `$`, otherwise one for each item of the list at the path. A list inside a list
 * goes as deep as the path does. With `keepsEmpty` a list without items gives one row of nothing.
 */
export function* rowsOf(record: SourceRecord, each: readonly string[], keepsEmpty: boolean): Generator<Frames> {
  yield* below([record], each, keepsEmpty)
}

function* below(frames: Frames, each: readonly string[], keepsEmpty: boolean): Generator<Frames> {
  const [list, ...deeper] = each
  if (list === undefined) {
    yield frames
    return
  }
  const items = itemsOf(frames.at(-1)?.[list])
  if (items.length === 0 && keepsEmpty) yield [...frames, ...each.map(() => nothing)]
  for (const item of items) yield* below([...frames, item], deeper, keepsEmpty)
}

function itemsOf(value: unknown): readonly SourceRecord[] {
  const items = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
  return items.filter((item): item is SourceRecord => typeof item === 'object' && item !== null)
}

/** The lists that `each` goes through; none for `$`. */
export function parseEach(each: string): readonly string[] {
  return each === '$' ? [] : each.split('.')
}
