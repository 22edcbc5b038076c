import { type ExploreQuery, type Filter, listItems, resourcePath } from '../query/query-model.ts'

export interface CommandTarget {
  readonly resource: string
  /**
   * With both, the line runs the query through the hub. Without them it runs directly from the machine on which it is typed.
   */
  readonly hub?: { readonly connection: string; readonly container: string } | undefined
}

/** The command line that runs the query, quoted for POSIX shells. */
export function toCommandLine(query: ExploreQuery, target: CommandTarget): string {
  return toArguments(query, target).map(quoteForShell).join(' ')
}

/** The words of the command line, the program's name first. */
export function toArguments(query: ExploreQuery, { resource, hub }: CommandTarget): readonly string[] {
  const { fields, filters, orderBy, limit, wire, parents } = query
  const path = resourcePath(resource, parents)
  const options: string[] = [
    ...filters.flatMap((filter) => ['--where', toWhere(filter)]),
    ...(typeof fields === 'string' || fields.length === 0 ? [] : ['--fields', fields.join(',')]),
    ...(fields === 'limited' ? ['--parameter', 'return_object=limited'] : []),
    ...(orderBy ? ['--order-by', `${orderBy.field}${orderBy.direction === 'desc' ? ':desc' : ''}`] : []),
    '--limit',
    String(limit),
    ...(wire === 'xml' ? ['--encoding', 'xml'] : []),
  ]
  if (!hub) return ['coupa-connector', 'query', path, ...options]
  const container = hub.container === '' ? [] : ['--container', hub.container]
  const line = ['coupa-connector', 'hub', 'run', 'query']
  // Behind two hyphens nothing is an option: a name may begin with one.
  if (hub.connection.startsWith('-')) return [...line, ...options, ...container, '--', hub.connection, path]
  return [...line, hub.connection, path, ...options, ...container]
}

/** One condition in the syntax of `--where`. A value that the parser would change is quoted. */
export function toWhere({ field, operator, value }: Filter): string {
  if (operator === 'blank') return `${field}[blank]=${value === 'false' ? 'false' : 'true'}`
  if (operator === 'in' || operator === 'not_in') {
    return `${field}[${operator}]=${listItems(value).map(quoteValue).join(',')}`
  }
  return operator === 'eq' ? `${field}=${quoteValue(value)}` : `${field}[${operator}]=${quoteValue(value)}`
}

/**
 * Quotation marks keep blanks at the ends, marks at the ends, a sign at the start that would join the one before, and what
 * would look like a second condition.
 */
function quoteValue(value: string): string {
  return /^["'=<>~]|^\s|\s$|["']$|&|\sand\s/i.test(value) ? `"${value}"` : value
}

function quoteForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
