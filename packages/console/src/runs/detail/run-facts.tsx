import type { Run } from '@coupa-connector/protocol'
import { clockText } from '../../ui/planned-time.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'

/** Where, when and how a run went. */
export function RunFacts({ run }: { readonly account: string; readonly run: Run }): React.JSX.Element {
  const { node, attempt, plannedAt, createdAt, startedAt, endedAt, organization } = run
  return (
    <dl className="surface facts run-facts">
      {organization ? <Fact label="Organization">{organization}</Fact> : null}
      {node ? (
        <Fact label="Node">
          {node}
          {attempt > 1 ? ` · attempt ${attempt}` : ''}
        </Fact>
      ) : null}
      {plannedAt ? <Fact label="Planned for">{clockText(plannedAt)}</Fact> : null}
      <Moment label="Created" at={createdAt} />
      <Moment label="Started" at={startedAt} />
      <Moment label="Ended" at={endedAt} />
      <Fact label="Run">
        <code>{run.id}</code>
      </Fact>
    </dl>
  )
}

function Moment({ label, at }: { readonly label: string; readonly at: string | null }): React.JSX.Element | null {
  if (at === null) return null
  return (
    <Fact label={label}>
      {clockText(at)} (<TimeAgo at={at} />)
    </Fact>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }): React.JSX.Element {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
