import type { ResourceDescription } from '@coupa-connector/catalog'
import type { CoupaRecord } from '../format/coupa-record.ts'
import { hyphenated } from '../format/hyphenated.ts'
import type { Condition } from '../query/condition.ts'

/** The conditions of a look-up: those that Coupa filters by, and those that are compared with what it answers. */
export interface SplitConditions {
  readonly sent: readonly Condition[]
  readonly compared: readonly Condition[]
}

/**
 * Coupa finds nothing by two associations of one class, such as the two currencies of an exchange rate (F-198). Only the
 * first one of a class is sent.
 */
export function oneClassOnce(
  conditions: readonly Condition[],
  { fields }: Pick<ResourceDescription, 'fields'>,
): SplitConditions {
  const associationOfClass = new Map<string, string>()
  const isSent = ({ path: [association = '', ...rest] }: Condition): boolean => {
    const name = hyphenated(association)
    const [className] = fields.find((field) => field.name === name)?.references ?? []
    if (rest.length === 0 || className === undefined) return true
    const first = associationOfClass.get(className) ?? name
    associationOfClass.set(className, first)
    return first === name
  }
  const sent = conditions.filter(isSent)
  return { sent, compared: conditions.filter((condition) => !sent.includes(condition)) }
}

/** Whether a record has what a condition for equality asks for. Letters compare as Coupa compares them (F-200). */
export function meets(record: CoupaRecord, { path, value }: Condition): boolean {
  const found = path.reduce<unknown>((holder, name) => memberOf(holder, hyphenated(name)), record)
  return String(found ?? '').toLowerCase() === String(value).toLowerCase()
}

/** What to serve so that the conditions can be compared: `{ "to-currency": ["id", "code"] }`. */
export function fieldsToCompare(conditions: readonly Condition[]): readonly unknown[] {
  return conditions.map(({ path }) =>
    path
      .map(hyphenated)
      .toReversed()
      .reduce<unknown>((inner, name) => (inner === undefined ? name : { [name]: [inner] }), undefined),
  )
}

function memberOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined
}
