export type FieldSelection = string | { readonly [association: string]: readonly FieldSelection[] }

/** `supplier.name` and `supplier.id` become one selection of the association; one picked as a whole holds its parts. */
export function nestFields(paths: readonly string[]): readonly FieldSelection[] {
  const whole = new Set(paths.filter((path) => !path.includes('.')))
  const nested = new Map<string, string[]>()
  for (const path of paths) {
    const dot = path.indexOf('.')
    const name = path.slice(0, dot)
    if (dot > 0 && !whole.has(name)) nested.set(name, [...(nested.get(name) ?? []), path.slice(dot + 1)])
  }
  return [...whole, ...[...nested].map(([name, inner]) => ({ [name]: nestFields(inner) }))]
}
