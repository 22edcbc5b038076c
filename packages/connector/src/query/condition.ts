/** Coupa's comparisons (F-191). `eq` is written without an operator. */
export type Operator =
  | 'eq'
  | 'not_eq'
  | 'contains'
  | 'starts_with'
  | 'ends_with'
  | 'gt'
  | 'lt'
  | 'gt_or_eq'
  | 'lt_or_eq'
  | 'in'
  | 'not_in'
  | 'blank'

export const operators: readonly Operator[] = [
  'eq',
  'not_eq',
  'contains',
  'starts_with',
  'ends_with',
  'gt',
  'lt',
  'gt_or_eq',
  'lt_or_eq',
  'in',
  'not_in',
  'blank',
]

/** A value to compare with. A `Date` stands for its instant. */
export type Scalar = string | number | bigint | boolean | Date

/**
 * One comparison of a query; all of a query's conditions must hold (F-190: there is no "or" but `in`). `path` is
 * the field's name, preceded by the names of at most two associations, with underscores. `value` is a list for `in` and
 * `not_in`, a boolean for `blank`, one value otherwise.
 */
export interface Condition {
  readonly path: readonly string[]
  readonly operator: Operator
  readonly value: Scalar | readonly Scalar[]
}

export function isOperator(name: string): name is Operator {
  return (operators as readonly string[]).includes(name)
}

/** A path as people write it: `supplier[primary_address][city]`. */
export function formatPath(path: readonly string[]): string {
  const [first = '', ...rest] = path
  return first + rest.map((name) => `[${name}]`).join('')
}

/** Coupa's names in queries: underscores (F-196; hyphens would be understood as well). */
export function underscored(name: string): string {
  return name.trim().replaceAll('-', '_')
}
