import { EndpointError } from '../contract/endpoint-error.ts'

const usualPattern = '{table}_{stamp}_{batch}'
const placeholder = /\{(table|stamp|batch)\}/g

export interface ObjectNameParts {
  readonly table: string
  /** Milliseconds since 1970. */
  readonly openedAtMs: number
  readonly batch: string
  /** Ending without a dot. */
  readonly ending: string
}

/**
 * The name of an object by the pattern of a process. A pattern without `{batch}` gets the batch before its ending, and one
 * without `{table}` the table, so that no two objects of a destination share a name. Throws `SETTING_INVALID`.
 */
export function objectName(
  pattern: string = usualPattern,
  { table, openedAtMs, batch, ending }: ObjectNameParts,
): string {
  checkPattern(pattern)
  const parts: Record<string, string> = { table, stamp: stampOf(openedAtMs), batch }
  const name = completePattern(pattern, ending).replaceAll(placeholder, (_whole, part: string) => parts[part] ?? '')
  return `${name}.${ending}`
}

/** The batch of an object of a table by its name; undefined for a name that the pattern of the process does not make. */
export function batchOfName(
  name: string,
  pattern: string = usualPattern,
  { table, ending }: Pick<ObjectNameParts, 'table' | 'ending'>,
): string | undefined {
  const parts: Record<string, string> = {
    '{table}': escaped(table),
    '{stamp}': '\\d{8}T\\d{6}Z',
    '{batch}': '(?<batch>[A-Za-z0-9-]+)',
  }
  const pieces = completePattern(pattern, ending).split(/(\{(?:table|stamp|batch)\})/)
  const source = pieces.map((piece, place) => {
    if (piece === '{batch}' && pieces.indexOf(piece) < place) return '\\k<batch>'
    return parts[piece] ?? escaped(piece)
  })
  return new RegExp(`^${source.join('')}\\.${escaped(ending)}$`).exec(name)?.groups?.batch
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

/** The pattern without its ending, and with what makes names unique. */
function completePattern(pattern: string, ending: string): string {
  const dot = `.${ending}`
  const stem = pattern.endsWith(dot) ? pattern.slice(0, -dot.length) : pattern
  return `${stem}${stem.includes('{table}') ? '' : '_{table}'}${stem.includes('{batch}') ? '' : '_{batch}'}`
}

function checkPattern(pattern: string): void {
  const unknown = pattern.match(/\{(?!(?:table|stamp|batch)\})[^}]*\}?/)
  if (unknown !== null) {
    throw new EndpointError('SETTING_INVALID', `destination.name has the unknown placeholder ${unknown[0]}.`, {
      field: 'name',
      remedy: 'Use {table}, {stamp} and {batch}.',
    })
  }
  if (/[/\\\0]/.test(pattern) || pattern.startsWith('.')) {
    throw new EndpointError('SETTING_INVALID', `destination.name is "${pattern}", which is not a plain file name.`, {
      field: 'name',
      remedy: 'Leave out folders, and do not begin with a dot. The folder is a setting of the destination.',
    })
  }
}

/** UTC, `YYYYMMDDTHHMMSSZ`. */
function stampOf(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}
