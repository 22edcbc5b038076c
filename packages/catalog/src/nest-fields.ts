/** A field, or an association with what is wanted of it. */
export type FieldSelection = string | { readonly [association: string]: readonly FieldSelection[] }

/** `supplier.name` and `supplier.id` become one selection of the association `supplier`, as queries take it. */
export function nestFields(paths: readonly string[]): readonly FieldSelection[] {
  const nested = new Map<string, string[]>()
  const whole = new Set<string>()
  for (const path of paths) {
    const dot = path.indexOf('.')
    if (dot < 0) whole.add(path)
    else nested.set(path.slice(0, dot), [...(nested.get(path.slice(0, dot)) ?? []), path.slice(dot + 1)])
  }
  // An association that is wanted as a whole includes any of its fields that are wanted besides.
  const parts = [...nested].filter(([name]) => !whole.has(name))
  return [...whole, ...parts.map(([name, inner]) => ({ [name]: nestFields(inner) }))]
}
