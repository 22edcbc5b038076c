/**
 * A JSON value whose members are named without a question mark at the end: Swagger has `active?` where the samples and XML
 * have `active` (api-facts §3.3 and §15), and both encodings give the same record. A name that is there twice stays.
 */
export function withoutQuestionMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutQuestionMarks)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => {
    const bare = name.endsWith('?') ? name.slice(0, -1) : name
    const isFree = bare === name || (bare !== '' && !Object.hasOwn(value, bare))
    return [isFree ? bare : name, withoutQuestionMarks(member)] as const
  })
  return Object.fromEntries(members)
}
