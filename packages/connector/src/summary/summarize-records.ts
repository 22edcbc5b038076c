import type { CoupaRecord, CoupaValue } from '../format/coupa-record.ts'
import { add, compare, type ExactDecimal, formatDecimal, readDecimal, zero } from './exact-decimal.ts'

export interface SummaryOptions {
  /** Dotted paths of numbers to add up: `total`, `invoice-lines.total` adds up the lines of every record. */
  readonly sums: readonly string[]
  /** Dotted paths by whose values the records are counted: `status`, `supplier.name`. Default: one group of all. */
  readonly groupBy?: readonly string[] | undefined
  /** Most groups in the answer, those with most records first. What is beyond is counted in `otherGroups`. */
  readonly maxGroups?: number | undefined
}

/** One number of a group, exact. Undefined members mean that no record has a number there. */
export interface NumberSummary {
  readonly sum: string
  readonly min?: string | undefined
  readonly max?: string | undefined
  /** How many numbers were added up. */
  readonly values: number
}

export interface GroupSummary {
  /** The value of each path of `groupBy`; null where a record has none. */
  readonly group: Readonly<Record<string, string | null>>
  readonly count: number
  readonly numbers: Readonly<Record<string, NumberSummary>>
}

export interface RecordsSummary {
  readonly count: number
  readonly numbers: Readonly<Record<string, NumberSummary>>
  readonly groups: readonly GroupSummary[]
  /** Groups that are left out of `groups`, and the records in them. */
  readonly otherGroups?: { readonly groups: number; readonly records: number } | undefined
}

/** Different groups that are told apart. Records of further groups are counted together. */
const mostGroups = 10_000

/**
 * Counts records and adds up their numbers without keeping a record. Decimals are added exactly. Memory depends on the number
 * of groups alone.
 *
 * @example
 * ```ts
 * const stream = connection.resource('invoices').query({ fields: ['id', 'status', 'gross-total'] })
 * await summarizeRecords(stream, { sums: ['gross-total'], groupBy: ['status'] })
 * ```
 */
export async function summarizeRecords(
  records: AsyncIterable<CoupaRecord>,
  { sums, groupBy = [], maxGroups = 50 }: SummaryOptions,
): Promise<RecordsSummary> {
  const all = createTally(sums)
  const groups = new Map<string, { readonly group: GroupSummary['group']; readonly tally: Tally }>()
  const beyond = { groups: 0, records: 0 }
  for await (const record of records) {
    all.take(record)
    if (groupBy.length === 0) continue
    const group = Object.fromEntries(groupBy.map((path) => [path, textAt(record, path)]))
    const key = JSON.stringify(Object.values(group))
    const known = groups.get(key)
    if (known) known.tally.take(record)
    else if (groups.size < mostGroups) {
      const tally = createTally(sums)
      tally.take(record)
      groups.set(key, { group, tally })
    } else beyond.records += 1
  }
  const sorted = [...groups.values()].sort((a, b) => b.tally.count() - a.tally.count())
  for (const { tally } of sorted.slice(maxGroups)) {
    beyond.groups += 1
    beyond.records += tally.count()
  }
  return {
    count: all.count(),
    numbers: all.numbers(),
    groups: sorted
      .slice(0, maxGroups)
      .map(({ group, tally }) => ({ group, count: tally.count(), numbers: tally.numbers() })),
    ...(beyond.records === 0 ? {} : { otherGroups: beyond }),
  }
}

interface Tally {
  take(record: CoupaRecord): void
  count(): number
  numbers(): GroupSummary['numbers']
}

function createTally(paths: readonly string[]): Tally {
  let count = 0
  const states = paths.map((path) => ({ path, sum: zero, min: zero, max: zero, values: 0 }))
  return {
    take: (record) => {
      count += 1
      for (const state of states) {
        for (const number of numbersAt(record, state.path)) {
          state.min = state.values === 0 || compare(number, state.min) < 0 ? number : state.min
          state.max = state.values === 0 || compare(number, state.max) > 0 ? number : state.max
          state.sum = add(state.sum, number)
          state.values += 1
        }
      }
    },
    count: () => count,
    numbers: () =>
      Object.fromEntries(
        states.map(({ path, sum, min, max, values }) => [
          path,
          values === 0
            ? { sum: '0', values }
            : { sum: formatDecimal(sum), min: formatDecimal(min), max: formatDecimal(max), values },
        ]),
      ),
  }
}

function numbersAt(record: CoupaRecord, path: string): ExactDecimal[] {
  return valuesAt(record, path.split('.')).flatMap((value) => readDecimal(value) ?? [])
}

/** Values of several lines are one text, so that every record is in one group. */
function textAt(record: CoupaRecord, path: string): string | null {
  const values = valuesAt(record, path.split('.')).filter((value) => value !== null)
  if (values.length === 0) return null
  return [...new Set(values.map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))))].join(
    ', ',
  )
}

function valuesAt(value: CoupaValue | undefined, path: readonly string[]): CoupaValue[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((item: CoupaValue) => valuesAt(item, path))
  const [name, ...rest] = path
  if (name === undefined) return [value]
  if (typeof value !== 'object' || value === null) return []
  const record = value as CoupaRecord
  return valuesAt(record[name] ?? record[name.replaceAll('_', '-')], rest)
}
