import type { ConnectionSummary } from '@coupa-connector/protocol'
import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Status } from '../ui/marks/status.tsx'

/** Why the connection cannot be used now, and where that is mended. */
export function DraftNotice({
  account,
  connection,
}: {
  readonly account: string
  readonly connection: ConnectionSummary
}): React.JSX.Element {
  return (
    <div role="note">
      <Status tone="warning" icon="warning">
        {connection.name} has not passed a test since its last change
      </Status>
      <Text size="sm" mt={4}>
        This account requires a passed test before a connection can be used.{' '}
        <Anchor
          style={{ textDecoration: 'underline' }}
          renderRoot={(props) => (
            <Link {...props} to="/a/$account/connections/$connection" params={{ account, connection: connection.id }} />
          )}
        >
          Test the connection
        </Anchor>
        , then come back.
      </Text>
    </div>
  )
}
