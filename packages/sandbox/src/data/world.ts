import { Reference, type Value } from '../schema/value.ts'
import { hashText, mix } from './random.ts'
import { midnightAfterMs } from './times.ts'

/** Which record a value is generated for. Everything generated is a pure function of this and the field. */
export interface RecordKey {
  readonly id: number
  /** Place of the record among those of its resource, from 0. */
  readonly index: number
  /** Depends on seed, resource and id. */
  readonly hash: number
  /** The record that this one is embedded in. */
  readonly owner: RecordKey | undefined
}

/** What generated values may know of the rest of the organization. */
export interface World {
  readonly seed: number
  /** A reference to a record that exists; null when the resource has none. */
  reference(resource: string, hash: number): Reference | null
  /** Id of the record at a place. */
  idAt(resource: string, index: number): number
  /** Midnight of the organization's time zone some days after a time, as dates that people enter are kept (api-facts §3.6, D). */
  midnightMs(timeMs: number, days: number): number
}

/** Makes one field of a generated record. `hash` depends on the record and the field. */
export type Plan = (key: RecordKey, hash: number, world: World) => Value

/** References go to the first records of a resource only, so that pages share a small set of them. */
const REFERENCE_POOL = 500

/** Lets generated records refer to each other, given how many there are and which ids they have. */
export function createWorld(
  seed: number,
  countOf: (resource: string) => number,
  idAt: (resource: string, index: number) => number,
  offsetMinutes: (timeMs: number) => number,
): World {
  return {
    seed,
    idAt,
    midnightMs: (timeMs, days) => midnightAfterMs(timeMs, days, offsetMinutes),
    reference(resource, hash) {
      const pool = Math.min(countOf(resource), REFERENCE_POOL)
      return pool === 0 ? null : new Reference(resource, idAt(resource, hash % pool))
    },
  }
}

/** Key of a record that has its own path. */
export function recordKey(seed: number, resource: string, id: number, index: number): RecordKey {
  return { id, index, hash: mix(mix(seed, hashText(resource)), id), owner: undefined }
}

/** Key of a record inside another one. */
export function childKey(owner: RecordKey, field: string, id: number, index: number): RecordKey {
  return { id, index, hash: mix(mix(owner.hash, hashText(field)), index + 1), owner }
}
