import { createHash } from 'node:crypto'

/** Equal for records of inputs with the same content, in whatever order their columns are. */
export function sourceHashOf(fields: Readonly<Record<string, unknown>>): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(fields)))
    .digest('hex')
}

function inOrder(value: unknown): unknown {
  // As a database keeps it.
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD').toWellFormed()
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(members.map(([name, inner]) => [name, inOrder(inner)]))
}
