import type { Connection } from '@coupa-connector/protocol'
import { Group, Text } from '@mantine/core'
import { Status } from '../../ui/marks/status.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { ConnectionStatus, connectionStates } from '../connection-state.tsx'
import { NextTest } from '../schedule/next-test.tsx'

/** The state of a connection: its status, the last test, and whether anything is unsaved. */
export function StateLine({
  account,
  connection,
  isDirty,
}: {
  readonly account: string
  readonly connection: Connection | undefined
  readonly isDirty: boolean
}): React.JSX.Element {
  if (!connection) {
    return (
      <Text size="sm" className="muted" component="span">
        Test before saving, or save a draft and finish later.
      </Text>
    )
  }
  const { state, lastTest } = connection
  return (
    <Group gap="xs" component="span" role="status">
      <ConnectionStatus state={state} />
      <Text size="sm" className="muted" component="span">
        {state === 'draft' ? 'Not tested since the last change.' : null}
        {lastTest ? (
          <>
            {state === 'draft' || state === 'never-tested' ? ' Before that: ' : ''}
            {lastTest.title} <TimeAgo at={lastTest.finishedAt} /> from {lastTest.container.name}
          </>
        ) : null}
        {state === 'verified' && !lastTest ? connectionStates[0]?.meaning : null}
        <NextTest account={account} connection={connection.id} />
      </Text>
      {isDirty ? (
        <Status tone="warning" icon="pencil">
          Unsaved changes
        </Status>
      ) : null}
    </Group>
  )
}
