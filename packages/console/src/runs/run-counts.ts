import type { Run } from '@coupa-connector/protocol'
import { withThousands } from '../ui/words/numbers.ts'

/** A number of records that a run has, in words. */
export interface Count {
  readonly name: string
  readonly label: string
  readonly value: number
  readonly tone: 'good' | 'bad' | 'warning' | 'quiet'
}

interface Row {
  readonly name: string
  readonly label: string
  readonly tone: Count['tone']
  /** Shown at any time, also when there is none. */
  readonly isAlways?: boolean
}

/** The phases of an export, in their order. */
const outRows: readonly Row[] = [
  { name: 'read', label: 'Read', tone: 'quiet', isAlways: true },
  { name: 'unchanged', label: 'Unchanged', tone: 'quiet' },
  { name: 'delivered', label: 'Delivered', tone: 'good', isAlways: true },
  { name: 'deleted', label: 'Deleted', tone: 'quiet' },
  { name: 'acknowledged', label: 'Marked in Coupa', tone: 'good' },
  { name: 'acknowledgedEarlier', label: 'Marked, delivered earlier', tone: 'good' },
  { name: 'waiting', label: 'Not marked yet', tone: 'warning' },
  { name: 'changedMeanwhile', label: 'Changed since', tone: 'warning' },
  { name: 'marksNotKept', label: 'Marks not kept', tone: 'warning' },
  { name: 'refused', label: 'Refused', tone: 'bad' },
  { name: 'quarantined', label: 'Set aside', tone: 'bad' },
]

/** What becomes of the records of a load. */
const inRows: readonly Row[] = [
  { name: 'read', label: 'Read', tone: 'quiet', isAlways: true },
  { name: 'created', label: 'Created', tone: 'good', isAlways: true },
  { name: 'updated', label: 'Updated', tone: 'good', isAlways: true },
  { name: 'unchanged', label: 'Unchanged', tone: 'quiet' },
  { name: 'inactivated', label: 'Made inactive', tone: 'good' },
  { name: 'fixed', label: 'Fixed', tone: 'good' },
  { name: 'held', label: 'Held', tone: 'warning' },
  { name: 'skipped', label: 'Skipped', tone: 'quiet' },
  { name: 'failed', label: 'Failed', tone: 'bad' },
  { name: 'unknown', label: 'Unknown', tone: 'bad' },
]

const loadOutcomes = ['created', 'updated', 'unchanged', 'inactivated', 'failed', 'unknown', 'held', 'skipped'] as const

/** What a run has counted so far, or in all: those of its receipt once it has one. */
export function countsOf({ counters, receipt, direction }: Pick<Run, 'counters' | 'receipt' | 'direction'>): Count[] {
  const given = { ...counters, ...numbersOf(receipt ?? {}) }
  if (direction === 'in') given.read ??= loadOutcomes.reduce((sum, name) => sum + (given[name] ?? 0), 0)
  return (direction === 'in' ? inRows : outRows).flatMap(({ name, label, tone, isAlways = false }) => {
    const value = given[name] ?? 0
    return value > 0 || isAlways ? [{ name, label, value, tone: value === 0 ? 'quiet' : tone }] : []
  })
}

/** Requests to Coupa, as far as they were counted. */
export function requestsOf({ counters, receipt }: Pick<Run, 'counters' | 'receipt'>): number | undefined {
  return { ...counters, ...numbersOf(receipt ?? {}) }.requests
}

/** The counts in a line for lists: `323 read · 320 delivered · 3 refused`. */
export function summarizeCounts(
  run: Pick<Run, 'counters' | 'receipt' | 'direction' | 'state' | 'outcome' | 'kind'>,
): string {
  if (run.state === 'waiting' || run.state === 'queued' || run.state === 'skipped') return ''
  if (!movesRecords(run.kind)) return ''
  const counts = countsOf(run).filter(({ value, name }) => value > 0 && name !== 'acknowledged')
  if (counts.length === 0) return run.outcome === 'succeeded' ? 'nothing to do' : ''
  return counts
    .slice(0, 4)
    .map(({ label, value }) => `${withThousands(value)} ${label.toLowerCase()}`)
    .join(' · ')
}

/** Whether a run of this kind delivers or loads. */
export function movesRecords(kind: Run['kind']): boolean {
  return kind === 'run' || kind === 'reconcile' || kind === 'backfill' || kind === 'answers'
}

function numbersOf(receipt: Readonly<Record<string, unknown>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(receipt).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value] as const] : [])),
  )
}

/** How many records of a run wait for somebody to mend them. */
export function setAsideOf({ direction, ...run }: Pick<Run, 'counters' | 'receipt' | 'direction'>): number {
  const names = direction === 'in' ? ['failed', 'unknown', 'held'] : ['refused', 'quarantined']
  return countsOf({ direction, ...run }).reduce((sum, { name, value }) => sum + (names.includes(name) ? value : 0), 0)
}
