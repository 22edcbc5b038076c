import type { ResourceDescription } from '@coupa-connector/catalog'
import { type OptionProblem, QueryInvalidError } from '../errors/request-errors.ts'
import type { Format } from '../format/coupa-record.ts'
import { findOptionProblems, type OptionTable, shown } from '../options/check-options.ts'
import {
  isAnything,
  isFlag,
  isFunction,
  isList,
  isObject,
  isSignal,
  isText,
  milliseconds,
  oneOf,
  wholeNumber,
} from '../options/option-checks.ts'
import type { QueryInput } from '../query/normalize-query.ts'
import { readTime } from '../query/read-time.ts'
import type { RecordsQuery, Selection } from '../query/records-query.ts'
import type { Priority } from '../rate/permit.ts'
import type { Checkpoint } from './pages/checkpoint.ts'

/**
 * What to read of a resource, and how: the one argument of `query`. Names that it does not know are refused when the
 * query is made, wherever they stand, for a typing error must not read everything.
 *
 * @example
 * ```ts
 * const query = connection.resource('invoices').query({
 *   where: { status: 'approved', 'updated-at': { gt_or_eq: '2026-01-01' }, supplier: { number: 'S-9041' } },
 *   fields: ['id', 'invoice-number', { supplier: ['id', 'name'] }],
 *   limit: 100,
 * })
 * for await (const invoice of query) console.log(invoice['invoice-number'], invoice.supplier?.name)
 * ```
 */
export interface Query<Output, Fields extends Selection<Output> = Selection<Output>>
  extends RecordsQuery<Output, Fields>,
    QueryRun {}

/** How a query is carried out. */
export interface QueryRun {
  /** Stop after so many records. It is not a page size: see `reading.pageSize`. Default: all of them. */
  readonly limit?: number | undefined
  /**
   * Only records that changed since: a time (included), or the checkpoint of an earlier incremental read. A finished one
   * goes on where its window ended, an unfinished one is finished first. Default: whatever their age.
   */
  readonly updatedAfter?: string | Date | Checkpoint | undefined
  /** Goes on with an unfinished read of the same query; a finished one delivers nothing more. Default: from the start. */
  readonly checkpoint?: Checkpoint | undefined
  /**
   * Called when the loop is done with a page, before it gets the next one, and waited for: store what it is given, and a
   * later read goes on from there.
   */
  readonly onCheckpoint?: ((checkpoint: Checkpoint) => void | Promise<void>) | undefined
  /**
   * Whether records come in rising order of their ids. `false` hands pages out as they arrive, with a little less
   * waiting. Where reading is by offset it has no effect. Default: true.
   */
  readonly inOrder?: boolean | undefined
  /**
   * Whether the loop takes records out of the set that it reads, as by marking them exported under `exported: false`.
   * It must be said where reading is by offset; reading by id is not disturbed by it.
   */
  readonly loopChangesSet?: boolean | undefined
  /** Encoding of this read. Default: the connection's. */
  readonly format?: Format | undefined
  /** Whether these calls queue with interactive ones or behind them. Default: `bulk`, behind them. */
  readonly priority?: Priority | undefined
  /** Ends the read: the loop throws the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** How reading is tuned. The defaults suit a resource of any size; none of it changes which records come. */
  readonly reading?: ReadingOptions | undefined
}

/** Tuning of a read. */
export interface ReadingOptions {
  /** Requests in flight. Default: what the latency asks for at the organization's rate, 2 to 64. */
  readonly concurrency?: number | undefined
  /** Records a page is asked for, 1 to 50. Default: 50, the most that Coupa serves (F-220). */
  readonly pageSize?: number | undefined
  /** Most records on their way or waiting for the loop. Default: 5,000; three pages at least. */
  readonly maxBufferedRecords?: number | undefined
  /**
   * How long before the server's time a window of `updatedAfter` ends, in milliseconds. Default: 0, so that everything
   * changed until now is read; what is committed late comes with the next window's overlap.
   */
  readonly settleMs?: number | undefined
  /**
   * How far a window of `updatedAfter` reaches back into that of its checkpoint, in milliseconds; what did not change
   * meanwhile is not delivered again. Default: 300,000, for late commits and clocks that are apart.
   */
  readonly overlapMs?: number | undefined
}

/** A query of a resource that is only known at run time, as everything below the types sees it. */
export interface AnyQuery extends QueryInput, QueryRun {}

const reading: OptionTable = {
  concurrency: wholeNumber({ from: 1 }),
  pageSize: wholeNumber({ from: 1, to: 50 }),
  maxBufferedRecords: wholeNumber({ from: 1 }),
  settleMs: milliseconds({ mayBeZero: true }),
  overlapMs: milliseconds({ mayBeZero: true }),
}

const orderBy: OptionTable = { field: isText, direction: oneOf('asc', 'desc') }

const queryTable: OptionTable = {
  where: isObject,
  conditions: isList,
  fields: isList,
  filter: isAnything,
  returnObject: oneOf('none', 'limited', 'shallow'),
  orderBy: isText,
  extraParameters: areExtraParameters,
  allowUnknownFields: isFlag,
  limit: wholeNumber({ from: 1 }),
  updatedAfter: isMoment,
  checkpoint: isObject,
  onCheckpoint: isFunction,
  inOrder: isFlag,
  loopChangesSet: isFlag,
  format: oneOf('json', 'xml'),
  priority: oneOf('interactive', 'bulk'),
  signal: isSignal,
  reading,
}

/**
 * Throws `QueryInvalidError` with everything that is wrong with the names and plain values of a query. `others` is what
 * was handed over behind it, where nothing belongs.
 */
export function checkQuery(query: unknown, others: readonly unknown[], resource: ResourceDescription): void {
  const isOrderGroup = typeof query === 'object' && query !== null && isGroup(Reflect.get(query, 'orderBy'))
  const table = isOrderGroup ? { ...queryTable, orderBy } : queryTable
  const found = findOptionProblems(query, table).map((problem) => asField(problem, resource) ?? problem)
  const problems = [...found, ...others.filter((other) => other !== undefined).map(secondArgument)]
  if (problems.length === 0) return
  const [first] = problems
  const suggestions = problems.flatMap(({ suggestion }) => suggestion ?? [])
  throw new QueryInvalidError(
    {
      resource: resource.name,
      argument: problems.length === 1 ? first?.option : undefined,
      reason: problems.map(({ message }) => message).join('; '),
      problems,
    },
    suggestions.length === 0 ? {} : { suggestion: suggestions.join(' ') },
  )
}

/** A field beside `where` instead of in it. */
function asField({ option }: OptionProblem, { fields }: ResourceDescription): OptionProblem | undefined {
  const name = option.replaceAll('_', '-')
  if (Object.hasOwn(queryTable, option) || !fields.some((field) => field.name === name)) return undefined
  return {
    option,
    message: `${option} is a field and belongs in where: {}`,
    suggestion: `Write where: { ${/^\w+$/.test(name) ? name : JSON.stringify(name)}: … }.`,
  }
}

function secondArgument(): OptionProblem {
  return {
    option: 'arguments',
    message: 'query takes one argument',
    suggestion: 'Move the members of the second one next to where: { where, fields, limit, … }.',
  }
}

function isGroup(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function isMoment(value: unknown): string | undefined {
  const example = 'must be a time such as 2026-01-31T08:00:00Z, a Date or a checkpoint'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? `${example}, and is an invalid Date` : undefined
  if (typeof value === 'string') {
    const read = readTime(value)
    if ('text' in read) return undefined
    const forms = read.forms.length === 0 ? '' : `; write ${read.forms.join(' or ')}`
    return `${example}, and ${shown(value)} ${read.problem}${forms}`
  }
  return isGroup(value) && !Array.isArray(value) ? undefined : `${example}, and is ${shown(value)}`
}

/** The start of an incremental read. A time without an offset is UTC, as in Coupa (F-153), whatever the machine's zone is. */
export function startOf(updatedAfter: QueryRun['updatedAfter']): QueryRun['updatedAfter'] {
  if (typeof updatedAfter !== 'string') return updatedAfter
  const read = readTime(updatedAfter)
  if (!('text' in read)) return updatedAfter
  const hasOffset = /(?:Z|[+-]\d{2}:\d{2})$/.test(read.text)
  return read.text.includes('T') && !hasOffset ? `${read.text}Z` : read.text
}

/** A page size would be taken for a limit, and the other way round. */
function areExtraParameters(value: unknown): string | undefined {
  if (!isGroup(value)) return `must be an object or a list of pairs, and is ${shown(value)}`
  const names = Array.isArray(value)
    ? value.map((pair: unknown) => String(Array.isArray(pair) ? pair[0] : pair))
    : Object.keys(Object(value))
  return names.includes('limit')
    ? 'must not contain limit: limit belongs next to where, and a page size in reading: {}'
    : undefined
}
