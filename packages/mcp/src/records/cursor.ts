import { createHash } from 'node:crypto'
import { ToolProblem } from '../tool/tool-problem.ts'

/**
 * Where a query goes on: behind an id, which nothing disturbs, or where records are in another order, after so many of them.
 */
export type Position = { readonly afterId: number } | { readonly skip: number }

/** A text for the position, which belongs to this query alone. */
export function formatCursor(position: Position, query: object): string {
  const parts = 'afterId' in position ? ['a', position.afterId] : ['s', position.skip]
  return Buffer.from([...parts, fingerprintOf(query)].join('.')).toString('base64url')
}

/** Throws a `ToolProblem` for a text that is not a cursor, and for the cursor of another query. */
export function parseCursor(text: string, query: object): Position {
  const [, kind, number = '', fingerprint] =
    /^([as])\.(\d{1,15})\.([\w-]+)$/.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? []
  if (kind === undefined) {
    throw new ToolProblem(
      'CURSOR_INVALID',
      'cursor is none that an answer gave.',
      'Give it back unchanged, or leave it out.',
    )
  }
  if (fingerprint !== fingerprintOf(query)) {
    throw new ToolProblem(
      'CURSOR_OF_OTHER_QUERY',
      'cursor belongs to a query with other arguments, or of another connection.',
      'Repeat connection, resource, where, fields, filter and orderBy as they were, or leave the cursor out.',
    )
  }
  return kind === 'a' ? { afterId: Number(number) } : { skip: Number(number) }
}

function fingerprintOf(query: object): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 12)
}
