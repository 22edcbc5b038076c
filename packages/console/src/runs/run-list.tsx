import type { Run } from '@coupa-connector/protocol'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { EnvironmentName } from '../environments/environment-name.tsx'
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

/** Drawn anew only when the run changes, so that a page more is no work for those that are there. */
const RunRow = memo(function RunRow({
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
    <Link to="/a/$account/runs/$run" params={{ account, run: id }} className="row-link run-row">
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
    </Link>
  )
})
