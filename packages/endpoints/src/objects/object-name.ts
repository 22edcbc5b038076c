import { EndpointError } from '../contract/endpoint-error.ts'

const usualPattern = '{table}_{stamp}_{batch}'

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
  const dot = `.${ending}`
  const stem = pattern.endsWith(dot) ? pattern.slice(0, -dot.length) : pattern
  const complete = `${stem}${stem.includes('{table}') ? '' : '_{table}'}${stem.includes('{batch}') ? '' : '_{batch}'}`
  const parts: Record<string, string> = { table, stamp: stampOf(openedAtMs), batch }
  return `${complete.replaceAll(/\{(table|stamp|batch)\}/g, (_whole, name: string) => parts[name] ?? '')}${dot}`
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
    throw new EndpointError('SETTING_INVALID', `destination.name is "${pattern}", which is no plain file name.`, {
      field: 'name',
      remedy: 'Leave out folders, and do not begin with a dot. The folder is a setting of the destination.',
    })
  }
}

/** UTC, `YYYYMMDDTHHMMSSZ`. */
function stampOf(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}
