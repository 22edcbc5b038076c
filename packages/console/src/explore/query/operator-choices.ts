import type { CatalogFieldType } from '@coupa-connector/protocol'
import { type Operator, operators } from './query-model.ts'

export const operatorLabels: Readonly<Record<Operator, string>> = {
  eq: 'is',
  not_eq: 'is not',
  contains: 'contains',
  starts_with: 'starts with',
  ends_with: 'ends with',
  gt: 'greater than',
  gt_or_eq: 'at least',
  lt: 'less than',
  lt_or_eq: 'at most',
  in: 'is one of',
  not_in: 'is none of',
  blank: 'has no value',
}

const timeLabels: Partial<Record<Operator, string>> = {
  gt: 'after',
  gt_or_eq: 'from',
  lt: 'before',
  lt_or_eq: 'until',
}

/** The operators that make sense for the type of a field. All of them when the type is not known. */
export function operatorsFor(type: CatalogFieldType | undefined): readonly Operator[] {
  switch (type) {
    case 'boolean':
      return ['eq', 'not_eq', 'blank']
    case 'date':
    case 'integer':
    case 'decimal':
      return operators.filter((operator) => !textOperators.has(operator))
    // Coupa cannot compare times with texts or with nothing (F-192).
    case 'datetime':
      return operators.filter((operator) => !textOperators.has(operator) && operator !== 'blank')
    default:
      return operators
  }
}

export function operatorLabel(operator: Operator, type: CatalogFieldType | undefined): string {
  const isTime = type === 'date' || type === 'datetime'
  return (isTime ? timeLabels[operator] : undefined) ?? operatorLabels[operator]
}

const textOperators = new Set<Operator>(['contains', 'starts_with', 'ends_with'])
