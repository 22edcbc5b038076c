import type { FieldShape } from '../schema/schema.ts'
import { decimal } from './money.ts'
import { between, isChosen, pick } from './random.ts'
import { createdAtMs, midnightAfterMs } from './times.ts'
import { goods } from './vocabulary.ts'
import type { Plan } from './world.ts'

/** Booleans that are usually true. */
const usuallyTrue = new Set(['active', 'enabled-flag', 'line-level-taxation', 'receipt-required', 'purchasing-user'])
/** Associations that nearly every record has; the others are set on one in seven. */
// biome-ignore format: names read better packed
const usualAssociations = new Set([
  'account', 'account-type', 'approver', 'bill-to-address', 'commodity', 'currency', 'default-address', 'default-currency',
  'department', 'expensed-by', 'from-currency', 'integration', 'integration-run', 'lookup', 'order-header', 'payment-term',
  'requested-by', 'requester', 'ship-to-address', 'ship-to-user', 'shipping-term', 'supplier', 'to-currency', 'uom', 'user', 'warehouse',
])
const usualDates = /^(invoice|need-by|rate|start|submitted|transaction|effective|expense|delivery|approval)(-date|-at)$/
const usualAmounts = /(^|-)(amount|price|total|quantity|rate|percentage|balance)$/

/** Chooses how a field without a plan of its own is generated, from its type and name. Most rare fields stay null. */
export function commonPlan(field: FieldShape, type: string): Plan {
  const { name, target, allowedValues } = field
  if (target && field.type === 'array') return () => []
  if (target) return referencePlan(name, target)
  if (allowedValues.length > 0 && field.type !== 'object' && field.type !== 'array') return choicePlan(field)
  switch (field.type) {
    case 'array':
      return () => []
    case 'boolean':
      return booleanPlan(name)
    case 'datetime':
      return usualDates.test(name)
        ? (key, hash, world) => world.midnightMs(createdAtMs(key.index), between(hash, 0, 60))
        : nothing
    case 'date':
      return usualDates.test(name) ? (key, hash) => utcDayMs(createdAtMs(key.index), between(hash, 0, 60)) : nothing
    case 'decimal':
      return usualAmounts.test(name) ? (_key, hash) => decimal(between(hash, 100, 250_000)) : nothing
    case 'integer':
      return integerPlan(name)
    case 'string':
      return textPlan(name, type)
    default:
      return nothing
  }
}

/** The plan of a field that is never set. */
export const nothing: Plan = () => null

function utcDayMs(timeMs: number, days: number): number {
  return midnightAfterMs(timeMs, days, () => 0)
}

function referencePlan(name: string, target: string): Plan {
  if (name === 'created-by' || name === 'updated-by') {
    return (key, hash, world) => (key.owner ? null : world.reference('users', hash % 12))
  }
  const share = usualAssociations.has(name) ? 1 : 1 / 7
  return (_key, hash, world) => (isChosen(hash, share) || share === 1 ? world.reference(target, hash >>> 3) : null)
}

function choicePlan(field: FieldShape): Plan {
  const choices = field.allowedValues.map((choice) => (field.type === 'integer' ? Number(choice) : String(choice)))
  if (field.type === 'boolean') return (_key, hash) => isChosen(hash, 0.2)
  if (field.name === 'status' || field.isRequired) return (_key, hash) => pick(hash, choices)
  return (_key, hash) => (isChosen(hash, 0.5) ? pick(hash >>> 2, choices) : null)
}

function booleanPlan(name: string): Plan {
  if (usuallyTrue.has(name)) return (_key, hash) => isChosen(hash, 0.93)
  return (_key, hash) => isChosen(hash, name === 'exported' ? 0.4 : 0.08)
}

function integerPlan(name: string): Plan {
  if (/^(line-num|line-number|position)$/.test(name)) return (key) => key.index + 1
  if (name === 'version' || name === 'internal-revision') return () => 1
  if (/(count|quantity|days|decimals)/.test(name)) return (_key, hash) => between(hash, 0, 30)
  if (name === 'lock-version-key') return (_key, hash) => between(hash, 0, 5)
  return nothing
}

function textPlan(name: string, type: string): Plan {
  const words = type.replaceAll(/([a-z])([A-Z])/g, '$1 $2')
  const initials = type.replaceAll(/[^A-Z]/g, '')
  switch (name) {
    case 'name':
    case 'title':
      return (key) => `${words} ${key.id}`
    case 'code':
    case 'number':
      return (key) => `${initials}-${String(key.id).padStart(5, '0')}`
    case 'line-num':
      return (key) => String(key.index + 1)
    case 'description':
      return (_key, hash) => pick(hash, goods)
    case 'status':
      return (_key, hash) => pick(hash, ['active', 'active', 'active', 'inactive'])
    case 'email':
      return (key) => `${initials.toLowerCase()}.${key.id}@example.com`
    default:
      return nothing
  }
}
