import type { Generator } from '../data/generator.ts'
import { createIdSpace } from '../data/ids.ts'
import { type RecordKey, recordKey } from '../data/world.ts'
import { wireName } from '../schema/names.ts'
import type { RecordShape } from '../schema/schema.ts'
import type { Value, Values } from '../schema/value.ts'
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
  /** Epoch milliseconds. */
  readonly now: () => number
}

/**
 * Records that are generated when they are looked at, with the written ones laid over them. Memory grows with the writes,
 * not with the number of records.
 */
export function createVirtualCollection(options: VirtualCollectionOptions): RecordCollection {
  const { resource, path, shape, seed, count, generator, now } = options
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
      key ??= recordKey(seed, path, id, index)
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

  function* ascending(range: IdRange): Iterable<SandboxRecord> {
    const { afterId = 0, beforeId = Number.POSITIVE_INFINITY } = range
    const start = Math.min(count, ids.placesBelow(afterId + 1))
    const end = Math.min(count, ids.placesBelow(beforeId))
    for (let index = start; index < end; index += 1) {
      const record = written.size === 0 ? generated(index) : at(index)
      if (record) yield record
    }
    for (let place = firstAbove(inserted, afterId); place < inserted.length; place += 1) {
      const id = inserted[place]
      if (id === undefined || id >= beforeId) return
      const record = get(id)
      if (record) yield record
    }
  }

  function* descending(range: IdRange): Iterable<SandboxRecord> {
    const { afterId = 0, beforeId = Number.POSITIVE_INFINITY } = range
    for (let place = inserted.length - 1; place >= 0; place -= 1) {
      const id = inserted[place]
      if (id === undefined || id <= afterId) break
      const record = id < beforeId ? get(id) : undefined
      if (record) yield record
    }
    const end = Math.min(count, ids.placesBelow(beforeId))
    const start = ids.placesBelow(afterId + 1)
    for (let index = end - 1; index >= start; index -= 1) {
      const record = at(index)
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
    for (const record of range.isDescending ? descending(walked) : ascending(walked)) {
      if (skip > 0) skip -= 1
      else yield record
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
      const time = wholeSeconds(now())
      const complete = { ...values, id, 'created-at': time, 'updated-at': time }
      inserted.push(id)
      written.set(id, complete)
      return writtenRecord(id, complete)
    },
    update(id, changes) {
      const current = get(id)
      if (!current) return undefined
      const updated = { ...current.toValues(), ...changes, id, 'updated-at': wholeSeconds(now()) }
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

/** A record whose values are all known. */
export function writtenRecord(id: number, values: Values): SandboxRecord {
  const get = (field: string): Value => values[field] ?? values[wireName(field)] ?? null
  return { id, get, toValues: () => values }
}

function wholeSeconds(timeMs: number): number {
  return Math.floor(timeMs / 1000) * 1000
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
