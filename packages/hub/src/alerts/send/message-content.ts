import type { AlertLine } from '../../database/alert-tables.ts'

/** A message as it goes to a channel. The same one again has the same id and the same content. */
export interface OutgoingMessage {
  /** Receivers tell repeated messages by it. */
  readonly id: string
  readonly kind: 'alerts' | 'digest' | 'test'
  readonly account: { readonly id: string; readonly name: string }
  /** The first of them. */
  readonly lines: readonly AlertLine[]
  /** How many there are. */
  readonly count: number
  /** Of the console: paths of lines are below it. */
  readonly origin: string
  /** When it was written. */
  readonly createdAt: Date
}

/** The subject of a message, in one line. */
export function titleOf({ kind, lines, count }: Pick<OutgoingMessage, 'kind' | 'lines' | 'count'>): string {
  const [first] = lines
  if (kind === 'digest') return `${count} ${count === 1 ? 'alert' : 'alerts'} since the last summary`
  if (first === undefined) return 'Alerts'
  return count === 1 ? first.title : `${first.title} (and ${count - 1} more)`
}

/** How many alerts are not among the lines. */
export function leftOut({ lines, count }: Pick<OutgoingMessage, 'lines' | 'count'>): number {
  return Math.max(0, count - lines.length)
}

/** The address of what a line is about. */
export function urlOf(origin: string, { path }: Pick<AlertLine, 'path'>): string {
  return `${origin}${path}`
}
