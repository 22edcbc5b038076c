import type { Generator } from '../data/generator.ts'
import { createIdSpace } from '../data/ids.ts'
import type { Timeline } from '../data/times.ts'
import { type RecordKey, recordKey } from '../data/world.ts'
import { wireName } from '../schema/names.ts'
import type { RecordShape } from '../schema/schema.ts'
import type { Value, Values } from '../schema/value.ts'
import { wholeSecondMs } from '../schema/whole-second.ts'
import type { IdRange, RecordCollection, SandboxRecord } from './record-store.ts'

/** What a collection of generated records needs. */
export interface VirtualCollectionOptions {
  readonly resource: string
  /** Tells collections of one resource under different parents apart. */
  readonly path: string
  readonly shape: RecordShape
  readonly seed: number
  readonly count: number
  readonly generator: Generator
  readonly timeline: Timeline
  /** Epoch milliseconds. */
  readonly now: () => number
}

/**
 * Records that are generated when they are looked at, with the written ones laid over them. Memory grows with the writes,
 * not with the number of records.
 */
export function createVirtualCollection(options: VirtualCollectionOptions): RecordCollection {
  const { resource, path, shape, seed, count, generator, timeline, now } = options
  const ids = createIdSpace(seed, path)
  /** Written records by id; null marks a deleted generated one. */
  const written = new Map<number, Values | null>()
  /** Ids of inserted records, rising. */
  const inserted: number[] = []
  let nextId = (count === 0 ? 0 : ids.idAt(count - 1)) + 1
  let deletions = 0
  let version = 0

  function generated(index: number): SandboxRecord {
    const id = ids.idAt(index)
    let key: RecordKey | undefined
    const keyOf = (): RecordKey => {
      key ??= recordKey(seed, path, id, index, timeline)
      return key
    }
    return {
      id,
      get: (field) => generator.field(shape, keyOf(), field),
      toValues: () => generator.record(shape, keyOf()),
    }
  }

  /** The record at a place as it is now; undefined when it was deleted. */
  function at(index: number): SandboxRecord | undefined {
    const id = ids.idAt(index)
    const overlay = written.get(id)
    if (overlay === undefined) return generated(index)
    return overlay === null ? undefined : writtenRecord(id, overlay)
  }

  function get(id: number): SandboxRecord | undefined {
    const overlay = written.get(id)
    if (overlay) return writtenRecord(id, overlay)
    if (overlay === null) return undefined
    const index = ids.indexOf(id)
    return index === undefined || index >= count ? undefined : generated(index)
  }

  /** Places of the generated records in a range. */
  function placesIn({ afterId = 0, beforeId = Number.POSITIVE_INFINITY, changed }: IdRange): Places {
    const places = { from: ids.placesBelow(afterId + 1), to: Math.min(count, ids.placesBelow(beforeId)) }
    if (!changed) return places
    const span = timeline.placesChanged(changed.fromMs, changed.toMs)
    return { from: Math.max(places.from, span.from), to: Math.min(places.to, span.to) }
  }

  /** Places of generated records that were written to and lie within the ids, but outside the given places; rising. */
  function writtenOutside({ from, to }: Places, range: IdRange): readonly number[] {
    if (!range.changed || written.size === 0) return []
    const all = placesIn({ ...range, changed: undefined })
    const places: number[] = []
    for (const id of written.keys()) {
      const index = ids.indexOf(id)
      if (index !== undefined && index >= all.from && index < all.to && (index < from || index >= to))
        places.push(index)
    }
    return places.sort((left, right) => left - right)
  }

  function* generatedIn(range: IdRange): Iterable<SandboxRecord> {
    const places = placesIn(range)
    const outside = writtenOutside(places, range)
    const before = outside.filter((index) => index < places.from)
    const behind = outside.slice(before.length)
    const parts = [before, placesBetween(places, range.isDescending === true), behind]
    if (range.isDescending) {
      before.reverse()
      behind.reverse()
      parts.reverse()
    }
    for (const part of parts) {
      for (const index of part) {
        const record = written.size === 0 ? generated(index) : at(index)
        if (record) yield record
      }
    }
  }

  function* insertedIn({
    afterId = 0,
    beforeId = Number.POSITIVE_INFINITY,
    isDescending,
  }: IdRange): Iterable<SandboxRecord> {
    const step = isDescending ? -1 : 1
    let place = isDescending ? inserted.length - 1 : firstAbove(inserted, afterId)
    for (; place >= 0 && place < inserted.length; place += step) {
      const id = inserted[place]
      if (id === undefined || id <= afterId || (!isDescending && id >= beforeId)) return
      const record = id < beforeId ? get(id) : undefined
      if (record) yield record
    }
  }

  function* iterate(range: IdRange = {}): Iterable<SandboxRecord> {
    let { skip = 0 } = range
    let walked = range
    if (skip > 0 && deletions === 0 && !range.isDescending && count > 0) {
      const first = Math.min(count, ids.placesBelow((range.afterId ?? 0) + 1))
      const jump = Math.min(skip, count - first)
      if (jump > 0) walked = { ...range, afterId: ids.idAt(first + jump - 1) }
      skip -= jump
    }
    const parts = [generatedIn(walked), insertedIn(walked)]
    for (const part of range.isDescending ? parts.reverse() : parts) {
      for (const record of part) {
        if (skip > 0) skip -= 1
        else yield record
      }
    }
  }

  return {
    resource,
    shape,
    get version() {
      return version
    },
    get,
    iterate,
    insert(values) {
      const id = nextId
      nextId += 1
      version += 1
      const time = wholeSecondMs(now())
      const complete = { ...values, id, 'created-at': time, 'updated-at': time }
      inserted.push(id)
      written.set(id, complete)
      return writtenRecord(id, complete)
    },
    update(id, changes, { isTouching = true } = {}) {
      const current = get(id)
      if (!current) return undefined
      const values = current.toValues()
      const touched = isTouching ? wholeSecondMs(now()) : (values['updated-at'] ?? null)
      const updated = { ...values, ...changes, id, 'updated-at': touched }
      version += 1
      written.set(id, updated)
      return writtenRecord(id, updated)
    },
    delete(id) {
      if (!get(id)) return false
      version += 1
      deletions += 1
      const place = inserted.indexOf(id)
      if (place >= 0) inserted.splice(place, 1)
      if (place >= 0) written.delete(id)
      else written.set(id, null)
      return true
    },
  }
}

function* placesBetween({ from, to }: Places, isDescending: boolean): Iterable<number> {
  if (isDescending) for (let index = to - 1; index >= from; index -= 1) yield index
  else for (let index = from; index < to; index += 1) yield index
}

interface Places {
  readonly from: number
  /** The first place behind them. */
  readonly to: number
}

/** A record whose values are all known. */
export function writtenRecord(id: number, values: Values): SandboxRecord {
  const get = (field: string): Value => values[field] ?? values[wireName(field)] ?? null
  return { id, get, toValues: () => values }
}

function firstAbove(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) > limit) high = middle
    else low = middle + 1
  }
  return low
}
