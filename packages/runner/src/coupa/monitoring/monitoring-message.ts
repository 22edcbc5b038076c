import type { Definition } from '@coupa-connector/process'
import type { Counters } from '../../state/counters.ts'
import type { OutboxEntry, OutboxMessage } from '../../state/outbox.ts'
import type { ProcessState } from '../../state/process-state.ts'
import type { RecordFailure, RunOutcome } from '../../state/run-record.ts'

/** What became of one record. Without a failure it is where it belongs, and Coupa knows it. */
export interface DocumentReport {
  readonly id: string
  readonly failure?: Pick<RecordFailure, 'class' | 'code' | 'message' | 'field'> | undefined
  /** What the consumer calls the document. */
  readonly externalId?: string | undefined
}

/** How a run ended. */
export interface RunReport {
  readonly outcome: RunOutcome
  readonly code?: string | undefined
  readonly reason?: string | undefined
  readonly counts?: RunTotals | undefined
}

/** How far a run is, as Coupa shows it. */
export interface RunTotals {
  /** Records that were read. */
  readonly total: number
  /** Those of them with a good outcome. */
  readonly processed: number
}

export function totalsOf({ read, unchanged, delivered }: Counters): RunTotals {
  return { total: read, processed: unchanged + delivered }
}

/** A record of which something is to be reported. */
interface Reported {
  readonly id: string
  readonly externalId?: string | undefined
}

export interface RecordsToReport {
  readonly succeeded: readonly Reported[]
  readonly failures: readonly RecordFailure[]
  /** Whether Coupa and the consumer have nothing more to say about those that succeeded. Default: true. */
  readonly isFinal?: boolean | undefined
}

/**
 * What the outbox gets for records, by the level of the process. Level 3 reports each record, level 2 failures and what fixes
 * them, the others nothing.
 */
export async function documentMessages(
  { definition, state }: { readonly definition: Definition; readonly state: Pick<ProcessState, 'failures'> },
  { succeeded, failures, isFinal = true }: RecordsToReport,
): Promise<readonly OutboxMessage[]> {
  const { level } = definition.coupaMonitoring
  if (level < 2) return []
  const failed = failures.map(
    ({ id, class: kind, code, message, field }): DocumentReport => ({
      id,
      failure: { class: kind, code, message, field },
    }),
  )
  const good = level === 2 ? await fixed(succeeded, isFinal, state) : isFinal ? succeeded : []
  return [...failed, ...good].map((content) => ({ kind: 'document', content }))
}

async function fixed(
  succeeded: readonly Reported[],
  isFinal: boolean,
  state: Pick<ProcessState, 'failures'>,
): Promise<readonly Reported[]> {
  if (succeeded.length === 0) return []
  const open = await state.failures({ state: 'open', ids: succeeded.map(({ id }) => id) })
  // What the consumer refused is fixed by its next answer, and not by another delivery.
  const ids = new Set(open.filter(({ stage }) => isFinal || stage !== 'answer').map(({ id }) => id))
  return succeeded.filter(({ id }) => ids.has(id))
}

/** What the outbox gets when a run ends whose end could not be reported. */
export function runMessages(report: RunReport): readonly OutboxMessage[] {
  return [{ kind: 'run-ended', content: report }]
}

/** A message about a record that waits. */
export interface DocumentEntry {
  readonly number: number
  readonly tries: number
  readonly report: DocumentReport
}

export function toDocumentEntry({ number, tries, content }: OutboxEntry): DocumentEntry {
  return { number, tries, report: content as DocumentReport } // written by documentMessages
}
