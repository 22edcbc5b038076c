import { findType, type ResourceDescription, type TypeDescription } from '@coupa-connector/catalog'
import { customFieldsName, type FieldOrigin, type Seen } from '@coupa-connector/catalog/schema'
import type { CoupaRecord } from '../format/coupa-record.ts'
import { isRecord, recordsIn } from '../format/is-record.ts'
import type { Samples } from './sample-records.ts'

/** A field as it was found in records. */
export interface ObservedField {
  readonly origin: FieldOrigin
  readonly seen: Seen
  /** The values that are set. */
  readonly values: readonly unknown[]
}

/** What was found in records, by path. */
export interface Observed {
  readonly fields: ReadonlyMap<string, ObservedField>
  /** How many records, or lines, showed custom fields, by the path of the object that holds them. */
  readonly places: ReadonlyMap<string, number>
}

/** Lines inside lines inside records are looked at, and no deeper: allocations of lines have custom fields, too. */
const maxDepth = 2

/** Counts the fields in samples: those at the top, and the custom fields of the lines inside. */
export function observeFields(samples: Samples, description: ResourceDescription): Observed {
  const tally = createTally()
  countMembers(samples.whole, description, { prefix: '', depth: 0, tally })
  // The records with custom fields only are the same ones, or more of them. Those that are whole count once.
  const asked = heldBy(samples.customFields)
  if (asked.length > 0) tally.replace(`${customFieldsName}.`, asked)
  return tally.observed()
}

interface Walk {
  readonly prefix: string
  readonly depth: number
  readonly tally: Tally
}

function countMembers(records: readonly CoupaRecord[], description: Pick<TypeDescription, 'fields'>, walk: Walk): void {
  const { prefix, depth, tally } = walk
  const known = new Map(description.fields.map((field) => [field.name, field]))
  const names = new Set(records.flatMap((record) => Object.keys(record)))
  for (const name of names) {
    if (name === customFieldsName) continue
    const standard = known.get(name)
    // Inside lines the catalog's fields are what they are everywhere; only what the organization added is of interest.
    if (depth === 0 || standard === undefined) {
      tally.add(`${prefix}${name}`, standard === undefined ? 'unlisted' : 'standard', records, name)
    }
    const type = standard?.type === 'array' ? findType(standard.references?.[0] ?? '') : undefined
    if (type === undefined || depth >= maxDepth) continue
    const lines = records.flatMap((record) => recordsIn(record[name]))
    if (lines.length > 0) countMembers(lines, type, { prefix: `${prefix}${name}.`, depth: depth + 1, tally })
  }
  const held = heldBy(records)
  if (held.length > 0) tally.replace(`${prefix}${customFieldsName}.`, held)
}

/** The custom fields of the records that show them. */
function heldBy(records: readonly CoupaRecord[]): readonly CoupaRecord[] {
  return records.map((record) => record[customFieldsName]).filter(isRecord)
}

interface Tally {
  add(path: string, origin: FieldOrigin, records: readonly CoupaRecord[], name: string): void
  /** Counts the custom fields of one place, instead of what was counted there before. */
  replace(prefix: string, held: readonly CoupaRecord[]): void
  observed(): Observed
}

function createTally(): Tally {
  const fields = new Map<string, ObservedField>()
  const places = new Map<string, number>()
  const add: Tally['add'] = (path, origin, records, name) => {
    const shown = records.filter((record) => name in record)
    const values = shown.map((record) => record[name]).filter((value) => value !== null && value !== '')
    fields.set(path, { origin, values, seen: { of: records.length, shown: shown.length, filled: values.length } })
  }
  return {
    add,
    replace: (prefix, held) => {
      places.set(prefix.slice(0, -1), held.length)
      for (const name of new Set(held.flatMap((record) => Object.keys(record)))) {
        add(`${prefix}${name}`, 'custom', held, name)
      }
    },
    observed: () => ({ fields, places }),
  }
}
