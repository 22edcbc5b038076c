import { RequestProblem } from '../format/request-problem.ts'
import type { QuirkSettings } from '../quirks.ts'
import { wireName } from '../schema/names.ts'
import type { RecordShape } from '../schema/schema.ts'
import type { RecordStore, SandboxRecord } from '../store/record-store.ts'
import { type FieldPath, resolveFieldPath, valuesAt } from './field-path.ts'
import { createValueTest, operators } from './operators.ts'
import type { RawCondition } from './parameters.ts'
import { rubyNumber } from './scalars.ts'

/** The conditions of a query, understood. All must hold. */
export interface Conditions {
  /** Those on the id, as the part of the ids to walk. */
  readonly afterId: number
  readonly beforeId: number
  /** The only ids that can match, when the query names them. */
  readonly ids: readonly number[] | undefined
  /** True when nothing can match: two filters through associations of one class (api-facts §4, D). */
  readonly isNothing: boolean
  /** Tells whether a record meets the remaining conditions. */
  readonly matches: (record: SandboxRecord) => boolean
  /** False when every record within the ids matches. */
  readonly isFiltering: boolean
}

/** Understands the conditions of a query. Throws RequestProblem (400) for what Coupa would refuse. */
export function compileConditions(
  raw: readonly RawCondition[],
  shape: RecordShape,
  store: RecordStore,
  quirks: QuirkSettings,
): Conditions {
  let afterId = 0
  let beforeId = Number.POSITIVE_INFINITY
  let ids: readonly number[] | undefined
  const tests: ((record: SandboxRecord) => boolean)[] = []
  const joins = new Map<string, string>()
  let isNothing = false

  for (const { path: names, value } of raw) {
    const { attribute, operator } = splitOperator(names, shape)
    const path = resolveFieldPath(shape, attribute)
    if (!path) {
      if (quirks['unknown-attribute'] === 'ignore') continue
      throw new RequestProblem(400, `Invalid query: unknown attribute ${attribute.join('.')} for ${shape.model}`)
    }
    const association = path.names[0] ?? ''
    if (path.joinedClass !== undefined && quirks['same-class-filters'] === 'nothing') {
      const joined = joins.get(path.joinedClass)
      if (joined !== undefined && joined !== association) isNothing = true
      joins.set(path.joinedClass, association)
    }
    const range = path.names.length === 1 && association === 'id' ? idRange(operator, value) : undefined
    if (range) {
      afterId = Math.max(afterId, range.afterId ?? 0)
      beforeId = Math.min(beforeId, range.beforeId ?? Number.POSITIVE_INFINITY)
      if (range.ids) ids = ids ? ids.filter((id) => range.ids?.includes(id)) : range.ids
      continue
    }
    tests.push(recordTest(path, operator, value, store, quirks))
  }
  return {
    afterId,
    beforeId,
    ids,
    isNothing,
    isFiltering: tests.length > 0,
    matches: (record) => tests.every((test) => test(record)),
  }
}

function splitOperator(
  names: readonly string[],
  shape: RecordShape,
): { readonly attribute: readonly string[]; readonly operator: string } {
  const last = names.at(-1)?.replaceAll('-', '_') ?? ''
  const isOperator = names.length > 1 && operators.has(last) && !resolveFieldPath(shape, names)
  return isOperator ? { attribute: names.slice(0, -1), operator: last } : { attribute: names, operator: 'eq' }
}

function idRange(
  operator: string,
  value: string,
): { readonly afterId?: number; readonly beforeId?: number; readonly ids?: readonly number[] } | undefined {
  const id = Number(rubyNumber(value))
  switch (operator) {
    case 'gt':
      return { afterId: id }
    case 'gt_or_eq':
      return { afterId: id - 1 }
    case 'lt':
      return { beforeId: id }
    case 'lt_or_eq':
      return { beforeId: id + 1 }
    case 'eq':
      return { ids: [id] }
    case 'in':
      return { ids: [...new Set(value.split(',').map((entry) => Number(rubyNumber(entry))))] }
    default:
      return undefined
  }
}

function recordTest(
  path: FieldPath,
  operator: string,
  value: string,
  store: RecordStore,
  quirks: QuirkSettings,
): (record: SandboxRecord) => boolean {
  const name = path.names.join('.')
  const isAssociation = path.type === 'object' || path.type === 'array'
  if (isAssociation && operator !== 'blank') {
    throw new RequestProblem(400, `Invalid query: ${name} is an association; name one of its attributes`)
  }
  const wanted = wireName(name) === 'status' && value === 'canceled' ? 'cancelled' : value
  const text = name === 'status' && operator !== 'eq' ? value.replaceAll('canceled', 'cancelled') : wanted
  const test = createValueTest(name, path.type, operator, text, quirks['string-comparison'] === 'case-sensitive')
  return (record) => valuesAt(record, path, store).some(test)
}
