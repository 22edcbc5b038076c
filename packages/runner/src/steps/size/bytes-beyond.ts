/** Bytes of JSON that one unit of a text becomes at most: an escape such as `\\u001f`. */
const mostBytesOfUnit = 6
/** What a number, a truth value or null takes at most, with its comma. */
const bytesOfPlain = 26

/**
 * The length of a value as JSON in UTF-8, if that is more than the limit; undefined otherwise. Only what may be too long is
 * written out to be measured, since that costs as much as delivering it.
 */
export function bytesBeyond(value: unknown, limit: number): number | undefined {
  if (mostBytes(value) <= limit) return undefined
  const bytes = Buffer.byteLength(JSON.stringify(value) ?? '')
  return bytes > limit ? bytes : undefined
}

/** At least as much as the value has. */
function mostBytes(value: unknown): number {
  if (typeof value === 'string') return mostBytesOfUnit * value.length + 3
  if (typeof value !== 'object' || value === null) return bytesOfPlain
  if (Array.isArray(value)) {
    let bytes = 3
    for (const item of value) bytes += mostBytes(item)
    return bytes
  }
  let bytes = 3
  for (const name in value) bytes += mostBytesOfUnit * name.length + 4 + mostBytes(Reflect.get(value, name))
  return bytes
}
