/** A column narrower than this tells nothing. */
const narrowest = 6

/**
 * How wide each column of a table may be so that all fit into the width. The first one has what people type, so it gets up to
 * half of the width. Of the others the narrow ones keep what they need, and the widest ones share what is left. With too many
 * columns the result is wider than asked for.
 */
export function columnWidths(natural: readonly number[], available: number): readonly number[] {
  const [first, ...others] = natural
  if (first === undefined) return []
  const total = natural.reduce((sum, width) => sum + width, 0)
  const firstWidth = total <= available ? first : Math.min(first, Math.max(narrowest, Math.floor(available / 2)))
  return [firstWidth, ...shareWidth(others, available - firstWidth)]
}

function shareWidth(natural: readonly number[], available: number): readonly number[] {
  const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0)
  const capped = (cap: number): number[] => natural.map((width) => Math.min(width, cap))
  let cap = Math.max(narrowest, ...natural)
  while (cap > narrowest && sum(capped(cap)) > available) cap--
  const widths = capped(cap)
  // What rounding left over goes to the columns that were cut.
  for (const [index, width] of natural.entries()) {
    if (sum(widths) >= available) break
    if (width > cap) widths[index] = cap + 1
  }
  return widths
}
