import { RequestProblem } from '../format/request-problem.ts'
import type { RecordShape } from '../schema/schema.ts'
import type { QuirkSettings } from '../settings/quirks.ts'
import type { RecordStore, SandboxRecord, TimeSpan } from '../store/record-store.ts'
import { parseDateTime } from './dates.ts'
import { type FieldPath, resolveFieldPath, valuesAt } from './field-path.ts'
import { createValueTest, operators } from './operators.ts'
import type { RawCondition } from './parameters.ts'
import { rubyNumber } from './scalars.ts'

/** The conditions of a query, understood. All must hold. */
export interface Conditions {
  /** Those on the id, as the part of the ids to walk. */
  readonly afterId: number
  readonly beforeId: number
  /** When the records that can match were created or last changed; undefined when the query leaves it open. */
  readonly changed: TimeSpan | undefined
  /** The only ids that can match, when the query names them. */
  readonly ids: readonly number[] | undefined
  /** True when nothing can match: two filters through associations of one class (F-198). */
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
  const understood = raw.flatMap((condition) => understand(condition, shape, quirks) ?? [])
  const ranges = understood.flatMap(({ path, operator, value }) =>
    isOwnId(path) ? (idRange(operator, value) ?? []) : [],
  )
  const tests = understood
    .filter(({ path, operator, value }) => !isOwnId(path) || idRange(operator, value) === undefined)
    .map(({ path, operator, value }) => recordTest(path, operator, value, store, quirks))
  const lists = ranges.flatMap(({ ids }) => (ids ? [ids] : []))
  const [first, ...others] = lists
  return {
    afterId: Math.max(0, ...ranges.map(({ afterId }) => afterId ?? 0)),
    beforeId: Math.min(...ranges.map(({ beforeId }) => beforeId ?? Number.POSITIVE_INFINITY)),
    changed: changedSpan(understood),
    ids: first?.filter((id) => others.every((list) => list.includes(id))),
    isNothing: quirks['same-class-filters'] === 'nothing' && joinsOneClassTwice(understood.map(({ path }) => path)),
    isFiltering: tests.length > 0,
    matches: (record) => tests.every((test) => test(record)),
  }
}

interface UnderstoodCondition {
  readonly path: FieldPath
  readonly operator: string
  readonly value: string
}

function understand(
  { path: names, value }: RawCondition,
  shape: RecordShape,
  quirks: QuirkSettings,
): UnderstoodCondition | undefined {
  const { attribute, operator } = splitOperator(names, shape)
  const path = resolveFieldPath(shape, attribute)
  if (path) return { path, operator, value }
  if (quirks['unknown-attribute'] === 'ignore') return undefined
  throw new RequestProblem(400, `Invalid query: unknown attribute ${attribute.join('.')} for ${shape.model}`)
}

function isOwnId(path: FieldPath): boolean {
  return path.names.length === 1 && path.names[0] === 'id'
}

/** The span that the conditions on the times of a record leave: created before its end and changed after its start. */
function changedSpan(understood: readonly UnderstoodCondition[]): TimeSpan | undefined {
  let fromMs = Number.NEGATIVE_INFINITY
  let toMs = Number.POSITIVE_INFINITY
  for (const { path, operator, value } of understood) {
    const [name] = path.names
    if (path.names.length !== 1 || (name !== 'updated-at' && name !== 'created-at')) continue
    const time = parseDateTime(value)
    if (time === undefined) continue
    if (['gt', 'gt_or_eq', 'eq'].includes(operator)) fromMs = Math.max(fromMs, time)
    if (['lt', 'lt_or_eq', 'eq'].includes(operator)) toMs = Math.min(toMs, time)
  }
  return Number.isFinite(fromMs) || Number.isFinite(toMs) ? { fromMs, toMs } : undefined
}

function joinsOneClassTwice(paths: readonly FieldPath[]): boolean {
  const associations = new Map<string, string>()
  for (const { joinedClass, names } of paths) {
    if (joinedClass === undefined) continue
    const association = names[0] ?? ''
    if ((associations.get(joinedClass) ?? association) !== association) return true
    associations.set(joinedClass, association)
  }
  return false
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
  // Both spellings of the status are taken (F-364).
  const text = name === 'status' ? value.replaceAll(/\bcanceled\b/g, 'cancelled') : value
  const takesNullAsDifferent = quirks['not-eq-without-value'] === 'include'
  const test = createValueTest(name, path.type, operator, text, {
    isCaseSensitive: quirks['string-comparison'] === 'case-sensitive',
    takesNullAsDifferent,
    trimsLists: quirks['in-list-blanks'] === 'trim',
    takesQuotedCommas: quirks['in-list-commas'] === 'quoted',
  })
  const isNegative = operator === 'not_eq' || operator === 'not_in'
  return (record) => {
    const values = valuesAt(record, path, store)
    return values.some(test) || (isNegative && takesNullAsDifferent && values.length === 0)
  }
}
