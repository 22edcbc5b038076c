import type { CustomField } from '../schema/custom-fields.ts'
import { embeddedObjectId } from '../schema/number-children.ts'
import type { FieldShape, RecordShape } from '../schema/schema.ts'
import type { Value, Values } from '../schema/value.ts'
import { commonPlan, nothing } from './common-plans.ts'
import { childCounts, childKeys, documentPlans, usualChildren } from './document-plans.ts'
import { decimal } from './money.ts'
import { between, hashText, isChosen, mix } from './random.ts'
import { resourcePlans } from './resource-plans.ts'
import { statusPlans } from './status-plans.ts'
import { childKey, type Plan, type RecordKey, type World } from './world.ts'

/** Makes the values of generated records, one field at a time, so that a filter costs only the fields it looks at. */
export interface Generator {
  /** One field of a record; null for a field that the shape does not have. */
  field(shape: RecordShape, key: RecordKey, name: string): Value
  /** All fields of a record. */
  record(shape: RecordShape, key: RecordKey): Values
}

/** Records inside records inside records end here. */
const MAX_DEPTH = 2

/** Makes a generator; plans of each shape are chosen once, on first use. */
export function createGenerator(world: World): Generator {
  const compiled = new WeakMap<RecordShape, Map<string, (key: RecordKey) => Value>>()

  function plansOf(shape: RecordShape): Map<string, (key: RecordKey) => Value> {
    const known = compiled.get(shape)
    if (known) return known
    const makers = new Map<string, (key: RecordKey) => Value>()
    compiled.set(shape, makers)
    for (const field of shape.fields) {
      const plan = planOf(field, shape)
      makers.set(field.name, plan === nothing ? isNothing : maker(field.name, plan))
    }
    // Lines have custom fields that people set; generated ones have none of them.
    if (shape.resource !== undefined && shape.customFields.length > 0)
      makers.set('custom-fields', maker('custom-fields', customFieldsPlan(shape)))
    return makers
  }

  function maker(name: string, plan: Plan): (key: RecordKey) => Value {
    const salt = hashText(name)
    return (key) => plan(key, mix(key.hash, salt), world)
  }

  function planOf(field: FieldShape, shape: RecordShape): Plan {
    const { name } = field
    if (name === 'id') return (key) => key.id
    if (name === 'created-at') return (key) => key.createdMs
    if (name === 'updated-at') return (key) => key.updatedMs
    const special = (shape.resource && plansByName(shape.resource)?.[name]) ?? plansByName(shape.type)?.[name]
    if (special) return special
    if (!field.isReadable || field.isInputOnly) return nothing
    if (!field.isReference && (field.type === 'array' || field.type === 'object')) return embeddedPlan(field)
    return commonPlan(field, shape.type)
  }

  function embeddedPlan(field: FieldShape): Plan {
    const count = childCounts[field.name]
    if (field.type === 'array' && count) {
      return (key) => {
        const { shape } = field
        if (!shape || depthOf(key) >= MAX_DEPTH) return []
        return childKeys(key, field.name, count(key, world)).map((child) => generator.record(shape, child))
      }
    }
    if (field.type === 'array') return () => []
    if (!usualChildren.has(field.name)) return nothing
    return (key) => {
      const { shape } = field
      if (!shape || depthOf(key) >= MAX_DEPTH) return null
      return generator.record(shape, childKey(key, field.name, embeddedObjectId(key.id), 0))
    }
  }

  const generator: Generator = {
    field: (shape, key, name) => plansOf(shape).get(name)?.(key) ?? null,
    record(shape, key) {
      const values: Record<string, Value> = {}
      for (const [name, make] of plansOf(shape)) values[name] = make(key)
      return values
    },
  }
  return generator
}

function isNothing(): Value {
  return null
}

function plansByName(name: string): Readonly<Record<string, Plan>> | undefined {
  return documentPlans[name] ?? resourcePlans[name] ?? statusPlans[name]
}

function customFieldsPlan(shape: RecordShape): Plan {
  return (key, hash, world) => {
    const values: Record<string, Value> = {}
    for (const field of shape.customFields) {
      const own = mix(hash, hashText(field.name))
      values[field.name] = isChosen(own, 0.7) ? customValue(field, key, own >>> 2, world) : null
    }
    return values
  }
}

function customValue(field: CustomField, key: RecordKey, hash: number, world: World): Value {
  if (field.lookup !== undefined) return valueOfLookup(field.lookup, hash, world)
  if (field.target) return world.reference(field.target, hash)
  if (field.type === 'integer') return between(hash, 0, 500)
  if (field.type === 'date') return world.midnightMs(key.createdMs, between(hash, 30, 400))
  if (field.type === 'decimal') return decimal(between(hash, 0, 10_000))
  if (field.type === 'datetime') return world.midnightMs(key.createdMs, between(hash, 30, 400))
  if (field.type === 'boolean') return isChosen(hash, 0.1)
  return `V${between(hash, 100, 999_999)}`
}

/** A value of one lookup: the values are dealt out to the lookups in turn. */
function valueOfLookup(lookup: number, hash: number, world: World): Value {
  const lookups = world.poolOf('lookups')
  const values = world.poolOf('lookup_values')
  if (lookups === 0 || values <= lookup % lookups) return null
  const rounds = Math.floor((values - 1 - (lookup % lookups)) / lookups) + 1
  return world.referenceAt('lookup_values', (lookup % lookups) + lookups * (hash % rounds))
}

function depthOf(key: RecordKey): number {
  return key.owner ? 1 + depthOf(key.owner) : 0
}
