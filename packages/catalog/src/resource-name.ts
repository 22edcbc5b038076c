/**
 * Normalizes a resource name as people write it: `/api/Purchase-Orders/` becomes `purchase_orders`. Removes a query, a leading
 * `/` or `api/`, and a trailing `/`.
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

/** The name in `names` that the resource means: the same name, or a template whose placeholders the segments fill. */
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
