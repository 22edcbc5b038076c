import type { ConnectionSummary } from '@coupa-connector/protocol'
import { memo } from 'react'
import { RowLink } from '../../ui/lists/row-link.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { ConnectionStatus } from '../connection-state.tsx'

/** One connection of the list. It renders again only when it changes. */
export const ConnectionRow = memo(function ConnectionRow({
  account,
  connection,
}: {
  readonly account: string
  readonly connection: ConnectionSummary
}): React.JSX.Element {
  const { id, name, organization, folder, labels, state, lastTest } = connection
  return (
    <RowLink href={`/a/${account}/connections/${id}`} className="row-link connection-row">
      <span className="connection-row-main">
        <span className="connection-row-name">{name}</span>
        {labels.slice(0, 3).map((label) => (
          <span key={label} className="label-chip">
            {label}
          </span>
        ))}
        {labels.length > 3 ? <span className="label-chip">+{labels.length - 3}</span> : null}
      </span>
      <span className="connection-row-detail muted">
        {folder ? `${folder} · ` : ''}
        {organization} · <AuthenticationType connection={connection} />
      </span>
      <span className="connection-row-state">
        <ConnectionStatus state={state} />
      </span>
      <span className="connection-row-test muted">
        {lastTest ? (
          <>
            {lastTest.title} <TimeAgo at={lastTest.finishedAt} /> from {lastTest.container.name}
          </>
        ) : (
          'Not tested yet'
        )}
      </span>
    </RowLink>
  )
})

function AuthenticationType({ connection }: { readonly connection: ConnectionSummary }): React.JSX.Element {
  if (!connection.isDeprecated) return <>OAuth 2.0</>
  return (
    <span className="warning">
      <Icon name="warning" size={13} /> API Key (deprecated)
    </span>
  )
}
