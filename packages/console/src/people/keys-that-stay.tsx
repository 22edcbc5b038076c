import type { ApiKey } from '@coupa-connector/protocol'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { LinkButton } from '../ui/controls/link-button.tsx'
import { Row, Rows } from '../ui/lists/rows.tsx'
import { ExpiryDate } from '../ui/words/time-ago.tsx'

/** API keys that go on working although who made them is gone. */
export function KeysThatStay({
  account,
  keys,
  isSelf,
  onClose,
}: {
  readonly account: string
  readonly keys: readonly ApiKey[]
  /** Whether the person at the page is the one who left, and may no longer revoke anything. */
  readonly isSelf: boolean
  readonly onClose: () => void
}): React.JSX.Element {
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title="These API keys still work"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <Text size="sm">
          {isSelf
            ? 'You created these keys, but they belong to the account. Tell an administrator which ones to revoke.'
            : 'This person created these keys and may still know them. Revoke the ones that nobody else needs.'}
        </Text>
        <Rows label="API keys that stay">
          {keys.map(({ id, name, role, start, expiresAt }) => (
            <Row
              key={id}
              primary={
                <>
                  {name} <code className="muted">{start}…</code>
                </>
              }
              secondary={
                <>
                  {role} · expires <ExpiryDate at={expiresAt} />
                </>
              }
            />
          ))}
        </Rows>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {isSelf ? 'Done' : 'Later'}
          </Button>
          {isSelf ? null : (
            <LinkButton to="/a/$account/keys" params={{ account }}>
              Go to API keys
            </LinkButton>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
