import { EndpointError } from '../contract/endpoint-error.ts'
import type { Cell } from '../contract/shape.ts'

const special = /[\\\n\r\t]/g
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A row in the text format of COPY. `nameOf` names a cell that the server cannot store. */
export function copyLine(cells: readonly Cell[], nameOf: (place: number) => string): string {
  let line = ''
  for (let place = 0; place < cells.length; place++) {
    if (place > 0) line += '\t'
    line += copyCell(cells[place] ?? null, place, nameOf)
  }
  return `${line}\n`
}

function copyCell(cell: Cell, place: number, nameOf: (place: number) => string): string {
  if (cell === null) return '\\N'
  if (typeof cell !== 'string') return String(cell)
  // In JSON a null character is written as an escape, which jsonb refuses just the same.
  if (cell.includes('\0') || cell.includes('\\u0000')) {
    throw new EndpointError(
      'VALUE_REFUSED',
      `${nameOf(place)} contains a null character, which PostgreSQL cannot store.`,
      {
        field: nameOf(place),
        remedy: 'Remove it in the mapping: { "apply": [{ "replace": ["\\u0000", ""] }] }.',
      },
    )
  }
  return cell.replace(special, (found) => escapes[found] ?? found)
}
