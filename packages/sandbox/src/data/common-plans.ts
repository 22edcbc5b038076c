import type { FieldShape } from '../schema/schema.ts'
import { goods } from './goods.ts'
import { decimal } from './money.ts'
import { currencyOf, paymentTermOf, supplierOf } from './parties.ts'
import { between, isChosen, pick } from './random.ts'
import { midnightAfterMs } from './times.ts'
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
/** The one record of these resources that goes with the document. */
const parties: Readonly<Record<string, Plan>> = {
  supplier: (key, _hash, world) => supplierOf(key, world),
  currency: (key, _hash, world) => currencyOf(key, world),
  'accounting-total-currency': (key, _hash, world) => currencyOf(key, world),
  'mobile-currency': (key, _hash, world) => currencyOf(key, world),
  'reimbursable-total-currency': (key, _hash, world) => currencyOf(key, world),
  'payment-term': (key, _hash, world) => paymentTermOf(key, world),
}
const usualDates = /^(invoice|need-by|rate|start|submitted|transaction|effective|expense|approval)(-date|-at)$/
/** Dates that lie ahead when a record is created; the others are those of its creation. */
const laterDates = /^(need-by|effective)-/
/** Amounts that are mostly nothing. */
const zeroAmounts =
  /(^|-)(tax|discount|handling|shipping|misc|advance|received|voided)-.*(amount|total|value)$|(^|-)discount-amount$/
const usualAmounts = /(^|-)(amount|price|total|quantity|balance)$/
const usualPercentages = /(^|-)percentage$/

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
        ? (key, hash, world) => world.midnightMs(key.createdMs, daysFor(name, hash))
        : nothing
    case 'date':
      return usualDates.test(name) ? (key, hash) => utcDayMs(key.createdMs, daysFor(name, hash)) : nothing
    case 'decimal':
      return decimalPlan(name)
    case 'integer':
      return integerPlan(name)
    case 'string':
      return textPlan(name, type)
    default:
      return nothing
  }
}

function decimalPlan(name: string): Plan {
  if (zeroAmounts.test(name)) return () => '0.00'
  if (usualPercentages.test(name)) return (_key, hash) => decimal(between(hash, 1, 20) * 500)
  // What lines and other embedded records are worth stands in their own plans.
  return usualAmounts.test(name) ? (key, hash) => (key.owner ? null : decimal(between(hash, 100, 250_000))) : nothing
}

function daysFor(name: string, hash: number): number {
  return laterDates.test(name) ? between(hash, 7, 45) : 0
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
  const party = parties[name]
  if (party) return party
  const share = usualAssociations.has(name) ? 1 : 1 / 7
  return (key, hash, world) => {
    const isSet = share === 1 || (!key.owner && isChosen(hash, share))
    return isSet ? world.reference(target, hash >>> 3) : null
  }
}

function choicePlan(field: FieldShape): Plan {
  const choices = field.allowedValues.map((choice) => (field.type === 'integer' ? Number(choice) : String(choice)))
  if (field.type === 'boolean') return () => false
  if (field.name === 'status' || field.isRequired) return (_key, hash) => pick(hash, choices)
  return nothing
}

function booleanPlan(name: string): Plan {
  if (usuallyTrue.has(name)) return (_key, hash) => isChosen(hash, 0.93)
  return name === 'exported' ? (_key, hash) => isChosen(hash, 0.4) : () => false
}

function integerPlan(name: string): Plan {
  if (/^(line-num|line-number|position)$/.test(name)) return (key) => key.index + 1
  if (name === 'version' || name === 'internal-revision') return () => 1
  if (/(^|-)(count|quantity)$/.test(name)) return (_key, hash) => between(hash, 0, 30)
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
      return (_key, hash) => pick(hash, goods).name
    case 'status':
      return (_key, hash) => pick(hash, ['active', 'active', 'active', 'inactive'])
    case 'email':
      return (key) => `${initials.toLowerCase()}.${key.id}@example.com`
    default:
      return nothing
  }
}
