/** The usual name of one element of a collection: `invoice-lines` → `invoice-line` (F-123). */
export function singularName(plural: string): string {
  if (/ies$/.test(plural)) return plural.replace(/ies$/, 'y')
  // `warehouses` and `clauses` only lose their s.
  if (/(ss|x|ch|sh|status|alias|bus)es$/.test(plural)) return plural.replace(/es$/, '')
  if (/(ss|us|is)$/.test(plural)) return plural
  // A name never vanishes: 's' stays 's'.
  return plural.replace(/(?<=.)s$/, '')
}
