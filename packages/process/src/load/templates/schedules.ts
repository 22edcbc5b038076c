/** Master data come once a day, when nobody works with them. */
export const daily = { direction: 'in', schedule: '0 4 * * *' } as const
export const weekly = { direction: 'in', schedule: '0 4 * * 1' } as const
/** What changes a few times a year: once a month is enough to notice. */
export const rare = { direction: 'in', schedule: '0 4 1 * *' } as const
/** Documents and payments. */
export const hourly = { direction: 'in', schedule: '30 * * * *' } as const
/** Decisions that somebody waits for. */
export const often = { direction: 'in', schedule: '*/5 * * * *' } as const

/** `segment-1` to the last one. */
export function segments(last: number): readonly string[] {
  return Array.from({ length: last }, (_, place) => `segment-${place + 1}`)
}

/** Columns of parts of a key that may be empty. */
export function mayBeEmpty(
  fields: readonly string[],
): Readonly<Record<string, { readonly path: string; readonly required: false }>> {
  return Object.fromEntries(fields.map((path) => [path, { path, required: false }]))
}
