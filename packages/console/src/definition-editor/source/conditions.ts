/** One condition as it is in the form. */
export interface Condition {
  readonly field: string
  readonly operator: string
  /** As typed; the items of a list with commas. */
  readonly value: string
}

/** The comparisons that the form offers, with their words. */
export const conditionOperators: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'eq', label: 'is' },
  { value: 'in', label: 'is one of' },
  { value: 'not_eq', label: 'is not' },
  { value: 'gt', label: 'is more than or after' },
  { value: 'gt_or_eq', label: 'is at least or from' },
  { value: 'lt', label: 'is less than or before' },
  { value: 'lt_or_eq', label: 'is at most or until' },
  { value: 'contains', label: 'contains' },
  { value: 'starts_with', label: 'starts with' },
]

type Where = Readonly<Record<string, unknown>>

/** The conditions of a definition, one a line. */
export function conditionsOf(where: Where, above = ''): readonly Condition[] {
  return Object.entries(where).flatMap(([name, value]): readonly Condition[] => {
    const field = `${above}${name}`
    if (typeof value !== 'object' || value === null) return [{ field, operator: 'eq', value: String(value) }]
    if (Array.isArray(value)) return [{ field, operator: 'in', value: value.join(', ') }]
    const entries = Object.entries(value)
    if (!entries.every(([key]) => isOperator(key))) return conditionsOf(value as Where, `${field}.`)
    return entries.map(([operator, given]) => ({
      field,
      operator,
      value: Array.isArray(given) ? given.join(', ') : String(given),
    }))
  })
}

/** The conditions as a definition has them. What is not complete is left out. */
export function whereOf(conditions: readonly Condition[]): Record<string, unknown> {
  const where: Record<string, unknown> = {}
  for (const { field, operator, value } of conditions) {
    if (field === '' || value.trim() === '') continue
    const path = field.split('.')
    const last = path.pop() ?? ''
    let place = where
    for (const name of path) {
      const inner = place[name]
      const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {}
      place[name] = next
      place = next
    }
    const before = place[last]
    const others = typeof before === 'object' && before !== null ? before : before === undefined ? {} : { eq: before }
    place[last] = { ...others, [operator]: operator === 'in' ? itemsOf(value) : plainValue(value) }
  }
  return where
}

function isOperator(name: string): boolean {
  return conditionOperators.some(({ value }) => value === name) || ['not_in', 'ends_with', 'blank'].includes(name)
}

function itemsOf(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** Coupa takes booleans as such; everything else is a text on its way anyhow. */
function plainValue(value: string): string | boolean {
  const text = value.trim()
  return text === 'true' || text === 'false' ? text === 'true' : text
}
