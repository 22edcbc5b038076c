/** Columns that are numbered, each with its field: `Segment 1` to `segment-1`, and so on. */
export function numbered(column: string, field: string, count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, place) => [`${column}${place + 1}`, `${field}${place + 1}`]),
  )
}
