import type { Run } from '@coupa-connector/protocol'
import { Icon } from '../../ui/marks/icon.tsx'
import { clockText } from '../../ui/words/planned-time.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { partsOf, type ReceiptMonitoring } from './receipt-parts.ts'

/** Where, when and how a run went. */
export function RunFacts({ run }: { readonly run: Run }): React.JSX.Element {
  const { node, attempt, plannedAt, createdAt, startedAt, endedAt, organization } = run
  const { monitoring, guarantee } = partsOf(run.receipt)
  return (
    <dl className="surface fact-list run-facts">
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
      {guarantee ? <Fact label="Guarantee">{guarantee.replaceAll('-', ' ')}</Fact> : null}
      {monitoring ? <Monitoring monitoring={monitoring} organization={organization} /> : null}
      <Fact label="Run">
        <code>{run.id}</code>
      </Fact>
    </dl>
  )
}

/** What Coupa was told of the run, with a link to its page there. */
function Monitoring({
  monitoring,
  organization,
}: {
  readonly monitoring: ReceiptMonitoring
  readonly organization: string | null
}): React.JSX.Element {
  const { integration, coupaRun, status, notes } = monitoring
  return (
    <Fact label="In Coupa">
      <CoupaRun id={coupaRun} organization={organization} />
      {integration ? ` of ${integration}` : ''}
      {status === 'behind' ? ' · something still waits to be sent' : ''}
      {notes.map((note) => (
        <span key={note} className="fact-note muted">
          {note}
        </span>
      ))}
    </Fact>
  )
}

/** A sandbox, which has a port, has no pages to lead to. */
function CoupaRun({
  id,
  organization,
}: {
  readonly id: string
  readonly organization: string | null
}): React.JSX.Element {
  if (id === '') return <>No integration run yet</>
  if (organization === null || organization.includes(':')) return <>Integration run {id}</>
  return (
    <a className="plain-link" href={`https://${organization}/integration_runs/${id}`} target="_blank" rel="noreferrer">
      Integration run {id} <Icon name="external" size={13} />
    </a>
  )
}

function Moment({ label, at }: { readonly label: string; readonly at: string | null }): React.JSX.Element | null {
  if (at === null) return null
  return (
    <Fact label={label}>
      {clockText(at, undefined, true)} (<TimeAgo at={at} />)
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
