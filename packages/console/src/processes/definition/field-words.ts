/**
 * The fields that a process reads, as people read them: `["id", { "supplier": ["id", "name"] }]` is `id, supplier (id, name)`. What has
 * another form is shown as it is written.
 */
export function fieldWords(fields: unknown): string {
  if (!Array.isArray(fields)) return fields === undefined ? '' : JSON.stringify(fields)
  return fields.map(entryWords).join(', ')
}

function entryWords(entry: unknown): string {
  if (typeof entry === 'string') return entry
  if (typeof entry !== 'object' || entry === null) return JSON.stringify(entry)
  return Object.entries(entry)
    .map(([name, below]) => `${name} (${isWhole(below) ? 'all' : fieldWords(below)})`)
    .join(', ')
}

/** An association without a choice of fields has all of them. */
function isWhole(below: unknown): boolean {
  return typeof below === 'object' && below !== null && Object.keys(below).length === 0
}
