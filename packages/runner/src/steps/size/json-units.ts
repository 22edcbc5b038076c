/** Of a number, a truth value or null: what most have, with their comma. */
const unitsOfPlain = 8

/**
 * About how many characters a value has as JSON, without writing it out: exact but for characters that JSON escapes, and for
 * numbers. Its length in bytes is at most `mostBytesOfUnit` times that.
 */
export function jsonUnits(value: unknown): number {
  if (typeof value === 'string') return value.length + 3
  if (typeof value !== 'object' || value === null) return unitsOfPlain
  let units = 3
  if (Array.isArray(value)) {
    for (const item of value) units += jsonUnits(item)
    return units
  }
  const fields = value as Readonly<Record<string, unknown>>
  for (const name in fields) units += name.length + 4 + jsonUnits(fields[name])
  return units
}

/** An escape such as `\\u001f` is the longest that comes of one unit of a text. */
export const mostBytesOfUnit = 6
