import type { Deployment, Process } from '@coupa-connector/protocol'
import { Link } from '@tanstack/react-router'
import { EnvironmentName } from '../../environments/environment-name.tsx'
import { RunStatus } from '../../runs/run-status.tsx'
import type { CurrentAccount } from '../../session/use-account.ts'
import { plural } from '../../ui/words/numbers.ts'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { DeploymentStatus } from '../process-state.tsx'
import { ScheduleList } from '../settings/schedule-list.tsx'
import { DeploymentActions } from './deployment-actions.tsx'
import { RollBackButton } from './roll-back-button.tsx'

/** A process in an environment: how it does, when it runs, with what. */
export function DeploymentCard({
  account,
  deployment,
  direction,
}: {
  readonly account: CurrentAccount
  readonly deployment: Deployment
  readonly direction: Process['direction']
}): React.JSX.Element {
  const { environment, version, paused, lastSuccessAt, failuresInARow, lastRun } = deployment
  const mayDeploy = account.can(environment.classification === 'production' ? 'administrator' : 'builder')
  return (
    <section
      className="surface deployment"
      data-class={environment.classification}
      aria-label={`In ${environment.name}`}
    >
      <header className="deployment-head">
        <h2 className="deployment-name">
          <EnvironmentName environment={environment} />
        </h2>
        <DeploymentStatus deployment={deployment} />
        <span className="deployment-version muted">
          Version {version}
          {mayDeploy ? <RollBackButton account={account.id} deployment={deployment} /> : null}
        </span>
        <span className="deployment-actions">
          {account.can('operator') ? (
            <DeploymentActions account={account.id} deployment={deployment} direction={direction} />
          ) : null}
        </span>
      </header>
      {paused ? (
        <p className="deployment-paused">
          Paused <TimeAgo at={paused.at} /> by {paused.by === '' ? 'the hub' : paused.by}
          {paused.reason === '' ? '.' : `: ${paused.reason}`}
        </p>
      ) : null}
      <div className="deployment-parts">
        <dl className="fact-list">
          <Fact label="Last run">
            {lastRun ? (
              <span className="status-line">
                <RunStatus run={lastRun} />
                <Link
                  className="plain-link"
                  to="/a/$account/runs/$run"
                  params={{ account: account.id, run: lastRun.id }}
                >
                  <TimeAgo at={lastRun.endedAt ?? lastRun.createdAt} />
                </Link>
              </span>
            ) : (
              'None yet'
            )}
          </Fact>
          <Fact label="Last success">
            {lastSuccessAt ? <TimeAgo at={lastSuccessAt} /> : 'None yet'}
            {failuresInARow > 1 ? <span className="bad"> · {failuresInARow} failures in a row</span> : null}
          </Fact>
          <Fact label="Set aside">
            {deployment.openFailures === 0 ? (
              'No records'
            ) : (
              <Link
                className="plain-link"
                to="/a/$account/processes/$process"
                params={{ account: account.id, process: deployment.process.id }}
                search={{ view: 'failures' }}
              >
                {plural(deployment.openFailures, 'record')}
              </Link>
            )}
          </Fact>
          <Fact label="Coupa">
            <Link
              className="plain-link"
              to="/a/$account/connections/$connection"
              params={{ account: account.id, connection: deployment.connection.id }}
              search={{}}
            >
              {deployment.connection.name ?? 'A connection that is gone'}
            </Link>
            {deployment.organization ? <span className="muted"> · {deployment.organization}</span> : null}
          </Fact>
          <Fact label="Other end">
            {deployment.destination.name ?? 'A destination that is gone'}
            {deployment.destination.kind ? <span className="muted"> · {deployment.destination.kind}</span> : null}
            <Settings settings={deployment.settings} />
          </Fact>
          <FurtherEnds deployment={deployment} />
          <Fact label="Runs on">
            <Link
              className="plain-link"
              to="/a/$account/containers/$container"
              params={{ account: account.id, container: deployment.container.id }}
            >
              {deployment.container.name ?? 'A container that is gone'}
            </Link>
          </Fact>
        </dl>
        <ScheduleList deployment={deployment} />
      </div>
    </section>
  )
}

/** Where answers come from, and what else the process works with. */
function FurtherEnds({ deployment: { ends } }: { readonly deployment: Deployment }): React.JSX.Element {
  return (
    <>
      {Object.entries(ends).map(([value, { name, kind }]) => (
        <Fact key={value} label={value}>
          {name}
          <span className="muted"> · {kind}</span>
        </Fact>
      ))}
    </>
  )
}

function Settings({ settings }: { readonly settings: Readonly<Record<string, string>> }): React.JSX.Element | null {
  const entries = Object.entries(settings)
  if (entries.length === 0) return null
  return <span className="muted"> · {entries.map(([name, value]) => `${name}: ${value}`).join(', ')}</span>
}

function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }): React.JSX.Element {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
