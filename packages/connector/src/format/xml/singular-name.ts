/** The usual name of one element of a collection: `invoice-lines` → `invoice-line` (F-123). */
export function singularName(plural: string): string {
  if (/ies$/.test(plural)) return plural.replace(/ies$/, 'y')
  if (/(ss|x|ch|sh|us)es$/.test(plural)) return plural.replace(/es$/, '')
  if (/(ss|us|is)$/.test(plural)) return plural
  // A name never vanishes: 's' stays 's'.
  return plural.replace(/(?<=.)s$/, '')
}
