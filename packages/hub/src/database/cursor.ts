import type { z } from 'zod'
import { HubProblem } from '../basics/problem.ts'

/** Packs the place where a page ended; opaque to whoever gets it. */
export function writeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** Decodes a cursor. Throws `CURSOR_INVALID` when it does not have the given shape. */
export function readCursor<Shape extends z.ZodType>(
  cursor: string | undefined,
  shape: Shape,
): z.output<Shape> | undefined {
  if (cursor === undefined) return undefined
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch (error) {
    throw new HubProblem(
      'CURSOR_INVALID',
      {
        detail: 'The cursor was not made by this list.',
        suggestion: 'Begin without a cursor, and pass on what `nextCursor` gives.',
      },
      { cause: error },
    )
  }
}

/** Makes a page of rows, of which one more than `limit` was asked for. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  placeOf: (row: Row) => readonly (string | number)[],
): { items: Item[]; nextCursor: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null,
  }
}
