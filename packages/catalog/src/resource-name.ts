/**
 * Brings what people write for a resource to the form of the catalog: `/api/Purchase-Orders/` to `purchase_orders`.
 * A query, a leading `/`, `api/` and a trailing `/` are taken off.
 */
export function normalizeResourceName(resource: string): string {
  return resource
    .trim()
    .replace(/[?#].*$/, '')
    .replace(/^\/+/, '')
    .replace(/^api\/+/i, '')
    .replace(/\/+$/, '')
    .toLowerCase()
    .replaceAll('-', '_')
}

/** The name in `names` that the resource means: itself, or a template whose placeholders its segments fill. */
export function matchResourceName(resource: string, names: readonly string[]): string | undefined {
  const wanted = normalizeResourceName(resource)
  if (names.includes(wanted)) return wanted
  const segments = wanted.split('/')
  return names.find((name) => {
    const template = name.split('/')
    return (
      name.includes(':') &&
      template.length === segments.length &&
      template.every((part, position) => {
        const segment = segments[position] ?? ''
        return part.startsWith(':') ? segment !== '' : part === segment
      })
    )
  })
}
