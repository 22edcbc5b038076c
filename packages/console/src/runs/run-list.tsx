import type { Run } from '@coupa-connector/protocol'
import { memo } from 'react'
import { EnvironmentName } from '../environments/environment-name.tsx'
import { RowLink } from '../ui/lists/row-link.tsx'
import { formatDuration, TimeAgo } from '../ui/words/time-ago.tsx'
import { summarizeCounts } from './run-counts.ts'
import { describeTrigger, kindWords, RunStatus } from './run-status.tsx'

/** Runs, one row each: how it ended, what it moved, why it started, and when. */
export function RunList({
  account,
  runs,
  label = 'Runs',
  showsProcess,
}: {
  readonly account: string
  readonly runs: readonly Run[]
  readonly label?: string
  /** Not where all runs are of one process. */
  readonly showsProcess: boolean
}): React.JSX.Element {
  return (
    <ul className="surface rows run-list" aria-label={label}>
      {runs.map((run) => (
        <li key={run.id}>
          <RunRow account={account} run={run} showsProcess={showsProcess} />
        </li>
      ))}
    </ul>
  )
}

/** A run as a row of a list. It renders again only when the run changes. */
export const RunRow = memo(function RunRow({
  account,
  run,
  showsProcess,
}: {
  readonly account: string
  readonly run: Run
  readonly showsProcess: boolean
}): React.JSX.Element {
  const { id, kind, process, environment, classification, reason, createdAt, startedAt, endedAt } = run
  const counts = summarizeCounts(run)
  return (
    <RowLink href={`/a/${account}/runs/${id}`} className="row-link run-row">
      <span className="run-row-line">
        <RunStatus run={run} />
        {showsProcess ? <span className="run-row-name">{process.name}</span> : null}
        <EnvironmentName environment={{ name: environment, classification }} />
        {kind === 'run' ? null : <span className="label-chip">{kindWords[kind]}</span>}
        <span className="run-row-counts numbers">{counts}</span>
      </span>
      <span className="run-row-detail muted">
        <TimeAgo at={createdAt} /> · {describeTrigger(run)}
        {startedAt && endedAt ? ` · ${formatDuration(Date.parse(endedAt) - Date.parse(startedAt))}` : ''}
        {reason ? ` · ${reason}` : ''}
      </span>
    </RowLink>
  )
})
