import type { ResponseOf, Routes } from '@coupa-connector/protocol'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { formatDuration, TimeAgo } from '../../ui/time-ago.tsx'
import { OutcomeStatus } from '../report/outcome-status.tsx'

export type TestSummary = ResponseOf<Routes['tests.list']>['items'][number]

/** One test of the history: outcome first, then what, where, who and when. */
export function HistoryRow({
  account,
  test,
  showsConnection,
}: {
  readonly account: string
  readonly test: TestSummary
  /** Not where all tests are of one connection. */
  readonly showsConnection: boolean
}): React.JSX.Element {
  const { id, state, outcome, title, connection, container, node, requestedBy, durationMs, isCurrent } = test
  return (
    <Link to="/a/$account/tests/$job" params={{ account, job: id }} className="row-link test-row">
      <span className="test-line">
        <OutcomeStatus state={state} outcome={outcome} title={title} />
        {showsConnection ? (
          <Text component="span" size="sm" fw={600} className="test-grow">
            {connection?.name ?? 'Settings not saved'}
          </Text>
        ) : (
          <span className="test-grow" />
        )}
        <Text component="span" size="sm" className="muted numbers">
          {durationMs === null ? '' : formatDuration(durationMs)}
        </Text>
      </span>
      <Text component="span" size="xs" className="muted" display="block">
        <TimeAgo at={test.queuedAt} /> · {container.name}
        {node && node.name !== container.name ? ` (${node.name})` : ''} · {requestedBy.name}
        {isCurrent === false ? ' · settings changed since' : ''}
        {!showsConnection && connection === null ? ' · settings not saved' : ''}
        {test.matrix ? ' · from several containers' : ''}
      </Text>
    </Link>
  )
}
