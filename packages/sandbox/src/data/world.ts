import { Reference, type Value } from '../schema/value.ts'
import { isMasterData } from '../settings/record-counts.ts'
import { hashText, mix } from './random.ts'
import { midnightAfterMs, SETTLED_SHARE, type Timeline } from './times.ts'

/** Which record a value is generated for. Everything generated is a pure function of this, the field and the day. */
export interface RecordKey {
  readonly id: number
  /** Place of the record among those of its resource, from 0. */
  readonly index: number
  /** Depends on seed, resource and id. */
  readonly hash: number
  /** Path of the resource of the outermost record. */
  readonly resource: string
  /** When the outermost record was created and last changed, in epoch milliseconds. */
  readonly createdMs: number
  readonly updatedMs: number
  /** The record that this one is embedded in. */
  readonly owner: RecordKey | undefined
}

/** What generated values may know of the rest of the organization. */
export interface World {
  readonly seed: number
  /** Start of the day that it is, in UTC epoch milliseconds; nothing generated happened later. */
  readonly todayMs: number
  /** A reference to a record that exists; null when the resource has none. */
  reference(resource: string, hash: number): Reference | null
  /** A reference to the record at a place, counted around the end; null when the resource has none. */
  referenceAt(resource: string, index: number): Reference | null
  /** How many records of a resource others refer to; they are its first ones. */
  poolOf(resource: string): number
  /** Id of the record at a place. */
  idAt(resource: string, index: number): number
  /** Hash in the key of the record at a place, for values that follow from another record. */
  hashAt(resource: string, index: number): number
  /** Midnight of the organization's time zone some days after a time, as dates that people enter are kept (F-152). */
  midnightMs(timeMs: number, days: number): number
}

/** Makes one field of a generated record. `hash` depends on the record and the field. */
export type Plan = (key: RecordKey, hash: number, world: World) => Value

/** Plans of single fields, by resource or by type of an embedded record. */
export type RecordPlans = Readonly<Record<string, Plan>>

/** References go to the first records of a resource only, so that pages share a small set of them. */
const REFERENCE_POOL = 500

/** What a world is made of. */
export interface WorldOptions {
  readonly seed: number
  readonly todayMs: number
  readonly countOf: (resource: string) => number
  readonly idAt: (resource: string, index: number) => number
  readonly offsetMinutes: (timeMs: number) => number
}

/** Lets generated records refer to each other, given how many there are and which ids they have. */
export function createWorld({ seed, todayMs, countOf, idAt, offsetMinutes }: WorldOptions): World {
  const pools = new Map<string, number>()

  function poolOf(resource: string): number {
    const known = pools.get(resource)
    if (known !== undefined) return known
    const count = countOf(resource)
    const pool = Math.min(isMasterData(resource) ? Math.ceil(count * SETTLED_SHARE) : count, REFERENCE_POOL)
    pools.set(resource, pool)
    return pool
  }

  function referenceAt(resource: string, index: number): Reference | null {
    const pool = poolOf(resource)
    return pool === 0 ? null : new Reference(resource, idAt(resource, index % pool))
  }

  return {
    seed,
    todayMs,
    idAt,
    poolOf,
    referenceAt,
    reference: referenceAt,
    hashAt: (resource, index) => hashOf(seed, resource, idAt(resource, index)),
    midnightMs: (timeMs, days) => midnightAfterMs(timeMs, days, offsetMinutes),
  }
}

/** Key of a record that has its own path. */
export function recordKey(seed: number, resource: string, id: number, index: number, timeline: Timeline): RecordKey {
  const hash = hashOf(seed, resource, id)
  const createdMs = timeline.createdAtMs(index)
  const updatedMs = timeline.updatedAtMs(mix(hash, 91), createdMs)
  return { id, index, hash, resource, createdMs, updatedMs, owner: undefined }
}

/** Key of a record inside another one. */
export function childKey(owner: RecordKey, field: string, id: number, index: number): RecordKey {
  const { resource, createdMs, updatedMs } = owner
  return { id, index, hash: mix(mix(owner.hash, hashText(field)), index + 1), resource, createdMs, updatedMs, owner }
}

/** Key of the outermost record that a record is embedded in; its own key when it is in none. */
export function rootOf(key: RecordKey): RecordKey {
  return key.owner ? rootOf(key.owner) : key
}

function hashOf(seed: number, resource: string, id: number): number {
  return mix(mix(seed, hashText(resource)), id)
}
