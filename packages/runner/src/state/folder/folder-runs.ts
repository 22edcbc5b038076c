import { randomBytes } from 'node:crypto'
import { addCounts } from '../counters.ts'
import type { RunStart } from '../process-state.ts'
import type { ReadPosition, RunInHand, RunOutcome } from '../run-record.ts'
import type { RunStream } from '../run-stream.ts'
import { type Fields, type Statements, text } from './statements.ts'

/** The runs of a state folder, with the counts of a run or of a load. The caller brings the transaction. */
export interface FolderRuns<Counts extends object> {
  /** Continues the last run where it did not come to its end and its definition is the same; otherwise begins a new one. */
  begin(start: RunStart): RunWithCounts<Counts>
  counts(run: string): Counts
  count(run: string, ...more: readonly Partial<Counts>[]): void
  keepPosition(run: string, position: ReadPosition): void
  end(
    run: string,
    end: { readonly outcome: RunOutcome; readonly receipt: unknown; readonly canContinue: boolean },
  ): void
  /** Ends every run that is under way. No later run goes on from where an earlier one stopped. */
  abandonAll(): void
}

export type RunWithCounts<Counts> = Omit<RunInHand, 'counters'> & { readonly counters: Counts }

export interface FolderRunsOptions<Counts> {
  readonly now: () => number
  readonly kind: 'run' | 'back-fill'
  readonly stream: RunStream
  /** The counts of a run that has only begun. */
  readonly noCounts: Counts
}

export function createFolderRuns<Counts extends object>(
  { all, first, change }: Statements,
  { now, kind, stream, noCounts }: FolderRunsOptions<Counts>,
): FolderRuns<Counts> {
  return {
    begin: ({ definition, trigger }) => {
      const last = first('select * from run where kind = ? and stream = ? order by number desc limit 1', kind, stream)
      const isSame = last?.definition === definition
      const isUnfinished = last !== undefined && last.ended_at_ms === null
      if (isUnfinished && isSame) return continueRun(last)
      if (isUnfinished) abandon(text(last.id))
      const goesOn = last !== undefined && isSame && Boolean(last.can_continue)
      return insertRun({ definition, trigger }, goesOn ? last : undefined)
    },
    counts: countsOf,
    count: (run, ...more) => {
      const counts = more.reduce<Counts>(addCounts, countsOf(run))
      change('update run set counters = ? where id = ?', JSON.stringify(counts), run)
    },
    keepPosition: (run, position) => {
      change('update run set position = ? where id = ?', JSON.stringify(position), run)
    },
    end: (run, { outcome, receipt, canContinue }) => {
      change(
        'update run set outcome = ?, receipt = ?, can_continue = ?, ended_at_ms = ? where id = ?',
        ...[outcome, JSON.stringify(receipt), Number(canContinue), now(), run],
      )
    },
    abandonAll: () => {
      for (const { id } of all('select id from run where ended_at_ms is null')) abandon(text(id))
      change('update run set can_continue = 0')
    },
  }

  function countsOf(run: string): Counts {
    const row = first('select counters from run where id = ?', run)
    if (row === undefined) throw new TypeError(`the state has no run ${run}`)
    return JSON.parse(text(row.counters))
  }

  function continueRun(row: Fields): RunWithCounts<Counts> {
    const id = text(row.id)
    change('update run set attempt = attempt + 1 where id = ?', id)
    const last = first('select max(number) as number from batch where run = ?', id)
    return {
      id,
      isResumed: true,
      startedAtMs: Number(row.started_at_ms),
      generation: text(row.generation),
      counters: JSON.parse(text(row.counters)),
      position: JSON.parse(text(row.position)),
      nextBatch: Number(last?.number ?? 0) + 1,
    }
  }

  /** A run that follows another one takes over its position and its generation. */
  function insertRun({ definition, trigger }: RunStart, followed: Fields | undefined): RunWithCounts<Counts> {
    const id = `${now().toString(36)}${randomBytes(3).toString('hex')}`
    const position: ReadPosition =
      followed === undefined ? { pass: 0, checkpoint: undefined } : JSON.parse(text(followed.position))
    const generation = followed === undefined ? id : text(followed.generation)
    change(
      `insert into run (id, number, definition, trigger, attempt, started_at_ms, counters, position, generation, kind, stream)
       values (?, (select coalesce(max(number), 0) + 1 from run), ?, ?, 1, ?, ?, ?, ?, ?, ?)`,
      ...[id, definition, trigger, now(), JSON.stringify(noCounts), JSON.stringify(position), generation, kind, stream],
    )
    return { id, isResumed: false, startedAtMs: now(), generation, counters: noCounts, position, nextBatch: 1 }
  }

  function abandon(run: string): void {
    change("update run set outcome = 'failed', can_continue = 0, ended_at_ms = ? where id = ?", now(), run)
  }
}
