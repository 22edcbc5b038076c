import { Button } from '@mantine/core'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import type { LoadedConnection } from '../connection-queries.ts'
import { ConnectionMenu } from './connection-menu.tsx'

/** What is done with a connection besides changing it. */
export function EditorActions({
  account,
  stored,
  onGone,
  onTest,
}: {
  readonly account: string
  readonly stored: LoadedConnection | undefined
  /** There is nothing to save any more. */
  readonly onGone: () => void
  readonly onTest: () => void
}): React.JSX.Element {
  return (
    <>
      {stored ? (
        <>
          <LinkButton
            to="/a/$account/explore"
            params={{ account }}
            search={{ connection: stored.connection.id }}
            variant="default"
            leftSection={<Icon name="explore" size={16} />}
          >
            Explore data
          </LinkButton>
          <ConnectionMenu account={account} stored={stored} onGone={onGone} />
        </>
      ) : null}
      <Button onClick={onTest} leftSection={<Icon name="play" size={16} />}>
        Test Connection
      </Button>
    </>
  )
}
