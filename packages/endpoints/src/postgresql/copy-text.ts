import { EndpointError } from '../contract/endpoint-error.ts'
import type { Cell } from '../contract/shape.ts'

const special = /[\\\n\r\t]/g
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** What an error has to know of a cell. */
export interface CopiedCell {
  /** `table.column`. */
  readonly name: string
  readonly isJson: boolean
}

/** A row in the text format of COPY. `cellAt` describes a cell, for what the server cannot store. */
export function copyLine(cells: readonly Cell[], cellAt: (place: number) => CopiedCell): string {
  let line = ''
  for (let place = 0; place < cells.length; place++) {
    if (place > 0) line += '\t'
    line += copyCell(cells[place] ?? null, place, cellAt)
  }
  return `${line}\n`
}

function copyCell(cell: Cell, place: number, cellAt: (place: number) => CopiedCell): string {
  if (cell === null) return '\\N'
  if (typeof cell !== 'string') return String(cell)
  if (cell.includes('\0') || cell.includes('\\u0000')) refuseNull(cell, cellAt(place))
  const text = cell.includes('\\ud') && cellAt(place).isJson ? cell.replace(escapedHalf, '\\ufffd') : cell
  return text.replace(special, (found) => escapes[found] ?? found)
}

/**
 * Half of a pair of surrogates in JSON, which only writes such as escapes. The server does not take it; it gets the character
 * in its place that UTF-8 has for one in a text.
 */
const escapedHalf = /(?<=(?<!\\)(?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g

/** A null character is refused in every text, and in JSON also as an escape, unless its backslash is itself escaped. */
function refuseNull(text: string, { name, isJson }: CopiedCell): void {
  const isNull = text.includes('\0') || (isJson && /(?<!\\)(?:\\\\)*\\u0000/.test(text))
  if (!isNull) return
  throw new EndpointError('VALUE_REFUSED', `${name} contains a null character, which PostgreSQL cannot store.`, {
    field: name,
    remedy: 'Remove it in the mapping: { "apply": [{ "replace": ["\\u0000", ""] }] }.',
  })
}
