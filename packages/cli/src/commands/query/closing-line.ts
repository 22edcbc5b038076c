import type { Receipt } from '@coupa-connector/connector'
import type { Context } from '../../command/context.ts'
import { createStyle } from '../../terminal/style.ts'

export interface ClosingLineOptions {
  readonly resource: string
  /** Where the records went; undefined for standard output. */
  readonly file: string | undefined
  readonly context: Context
}

/**
 * The last line of a query, for people: how many records, where they are and whether these are all. Empty where standard
 * error is not a terminal: a nightly run that went well says nothing.
 *
 * @example
 * ```
 * ✔ 20,000 invoices → all.csv (complete; 401 requests, 16.2 s)
 * ```
 */
export function closingLine(receipt: Receipt, { resource, file, context }: ClosingLineOptions): string {
  if (!context.isTerminal.stderr) return ''
  const { complete, reason, records, requests, startedAt, finishedAt } = receipt
  const style = createStyle(context, 'stderr')
  const isDone = complete || reason === 'limit'
  const mark = isDone ? style('green', '✔') : style('red', '✖')
  const extent = complete ? 'complete' : reason === 'limit' ? 'as many as --limit asks for' : 'not complete'
  const seconds = Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)) / 1000
  const work = `${requests} ${requests === 1 ? 'request' : 'requests'}, ${seconds.toFixed(1)} s`
  const place = file === undefined ? '' : ` → ${file}`
  return `${mark} ${records.toLocaleString('en-US')} ${resource}${place} (${extent}; ${work})\n`
}
