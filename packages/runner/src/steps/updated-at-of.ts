/** When a record was last changed, as ISO 8601 in UTC, so that equal moments are equal texts. Undefined where it does not say. */
export function updatedAtOf(record: Readonly<Record<string, unknown>>): string | undefined {
  const text = record['updated-at']
  const ms = typeof text === 'string' ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}
