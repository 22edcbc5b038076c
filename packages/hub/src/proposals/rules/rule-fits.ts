import { describeChange } from '@coupa-connector/mcp'
import type { ApprovalRuleContent, ChangeOperation } from '@coupa-connector/protocol'

export type RuleContent = Omit<ApprovalRuleContent, 'connection'>

/** A change that fits a rule, with what counts for the limit of amounts: null where the rule has none. */
export interface Fit {
  readonly amount: string | null
}

/**
 * Whether a change is wholly of the kind that a rule lets through. Undefined where it is not. An update has to say what the
 * record holds now, and a new record how it is looked up, so that nothing is written that nobody has looked at.
 */
export function ruleFits(rule: RuleContent, operation: ChangeOperation): Fit | undefined {
  if (operation.resource !== rule.resource || operation.action !== rule.change.action) return undefined
  if (!isGuarded(operation, rule)) return undefined
  const { changes } = describeChange(operation)
  const allowed = new Set(rule.fields.map(wireName))
  if (!changes.every(({ field }) => allowed.has(fieldName(field)))) return undefined
  if (rule.amount === undefined) return { amount: null }
  const of = wireName(rule.amount.field)
  const values = changes.filter(({ field }) => fieldName(field) === of).map(({ after }) => amountOf(after))
  const [amount] = values
  if (values.length !== 1 || amount === undefined || isMore(amount, rule.amount.most)) return undefined
  return { amount }
}

/** The name that rules give a field: without the ids of items, under Coupa's own spelling. */
function fieldName(path: string): string {
  return wireName(path.replaceAll(/\[\d+\]/g, ''))
}

function wireName(name: string): string {
  return name.replaceAll('_', '-')
}

function isGuarded(operation: ChangeOperation, { change }: RuleContent): boolean {
  switch (operation.action) {
    case 'create':
      return (operation.unlessFound ?? []).length > 0
    case 'update': {
      const { record, expected = {} } = operation
      return Object.keys(record).length > 0 && Object.keys(record).every((name) => Object.hasOwn(expected, name))
    }
    case 'act':
      return change.action === 'act' && operation.name === change.name && operation.expected !== undefined
  }
}

/** A number that is not negative, as text: anything else is for a person to judge. */
function amountOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && /^\d{1,15}(\.\d{1,6})?$/.test(text) ? text : undefined
}

/** Compares two such numbers exactly, in millionths. */
function isMore(a: string, b: string): boolean {
  return millionths(a) > millionths(b)
}

function millionths(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(6, '0'))
}
