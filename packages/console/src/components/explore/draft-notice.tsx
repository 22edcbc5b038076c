import type { ConnectionSummary } from '@coupa-connector/protocol'
import { Alert, Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Icon } from '../icon.tsx'

/** Why the connection cannot be used now, and where that is mended. */
export function DraftNotice({
  account,
  connection,
}: {
  readonly account: string
  readonly connection: ConnectionSummary
}): React.JSX.Element {
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<Icon name="warning" />}
      title={`${connection.name} has not passed a test as it is now`}
    >
      <Text size="sm">
        The account does not let such connections be used.{' '}
        <Anchor
          renderRoot={(props) => (
            <Link {...props} to="/a/$account/connections/$connection" params={{ account, connection: connection.id }} />
          )}
        >
          Test the connection
        </Anchor>
        , then come back.
      </Text>
    </Alert>
  )
}
