import type { Deployment, Environment, Process } from '@coupa-connector/protocol'
import { memo } from 'react'
import { EnvironmentName } from '../../environments/environment-name.tsx'
import { RowLink } from '../../ui/lists/row-link.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { Status } from '../../ui/marks/status.tsx'
import { plural } from '../../ui/words/numbers.ts'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { DeploymentStatus, Direction, describeEnds } from '../process-state.tsx'

/** One process of the list. It renders again only when it changes. */
export const ProcessRow = memo(function ProcessRow({
  account,
  process,
  columns,
  onAct,
}: {
  readonly account: string
  readonly process: Process
  readonly columns: readonly Environment[]
  readonly onAct: ((process: string) => void) | undefined
}): React.JSX.Element {
  const { id, name, title, direction, deployments } = process
  const hidden = deployments.filter(({ environment }) => columns.every((column) => column.id !== environment.id))
  return (
    <div className="process-row">
      <span className="process-row-name">
        <Direction direction={direction} />
        <RowLink href={`/a/${account}/processes/${id}`} className="process-row-link">
          {name}
        </RowLink>
        {hidden.length > 0 ? <span className="label-chip">+{hidden.length}</span> : null}
      </span>
      <span className="process-row-ends muted">
        {title === null || title === name ? '' : `${title} · `}
        {describeEnds(process)}
      </span>
      {columns.map((environment) => (
        <DeploymentCell
          key={environment.id}
          environment={environment}
          deployment={deployments.find((one) => one.environment.id === environment.id)}
        />
      ))}
      {onAct && deployments.length > 0 ? (
        <button
          type="button"
          className="process-row-act"
          aria-label={`Run or pause ${name}`}
          title="Run or pause"
          onClick={() => onAct(id)}
        >
          <Icon name="more" />
        </button>
      ) : null}
    </div>
  )
})

function DeploymentCell({
  environment,
  deployment,
}: {
  readonly environment: Environment
  readonly deployment: Deployment | undefined
}): React.JSX.Element {
  if (!deployment) return <span className="process-row-cell" data-empty />
  const { activeRun, lastRun, openFailures, state } = deployment
  return (
    <span className="process-row-cell">
      <span className="process-row-state">
        <EnvironmentName environment={environment} />
        {activeRun ? <ActiveStatus state={activeRun.state} /> : <DeploymentStatus deployment={deployment} />}
        {openFailures > 0 && state !== 'set-aside' ? (
          <span className="warning process-row-failures">{openFailures} set aside</span>
        ) : null}
      </span>
      <span className="process-row-times muted">
        {lastRun?.endedAt ? (
          <>
            <TimeAgo at={lastRun.endedAt} />
            {lastRun.delivered > 0 ? ` · ${plural(lastRun.delivered, 'record')}` : ''}
          </>
        ) : null}
      </span>
      {deployment.nextAt ? (
        <span className="process-row-times muted">
          Next <TimeAgo at={deployment.nextAt} />
        </span>
      ) : null}
    </span>
  )
}

function ActiveStatus({ state }: { readonly state: string }): React.JSX.Element {
  if (state === 'running') {
    return (
      <Status tone="quiet" icon="spinner">
        Running
      </Status>
    )
  }
  return (
    <Status tone="quiet" icon="clock">
      {state === 'queued' ? 'Queued' : 'Waiting'}
    </Status>
  )
}
