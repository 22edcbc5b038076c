import { Button, Group, Menu, Switch, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { describeError } from '../../api/client.ts'
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx'
import { Row } from '../../ui/lists/rows.tsx'
import { Status } from '../../ui/marks/status.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { useDeleteChannel, useEnableChannel, useTestChannel } from '../alert-mutations.ts'
import type { AlertChannel, ChannelKind } from '../alert-queries.ts'
import { sendingWords } from './channel-words.ts'

/** One channel: what it is, whether it works, and what can be done with it. */
export function ChannelRow({
  account,
  channel,
  kind,
  mayChange,
  onEdit,
}: {
  readonly account: string
  readonly channel: AlertChannel
  readonly kind: ChannelKind | undefined
  readonly mayChange: boolean
  readonly onEdit: (kind: ChannelKind) => void
}): React.JSX.Element {
  const test = useTestChannel(account)
  const enable = useEnableChannel(account)
  const remove = useDeleteChannel(account)
  const [isDeleting, deleting] = useDisclosure(false)
  const failure = test.error ?? enable.error
  return (
    <Row
      primary={channel.name}
      secondary={
        <>
          <span>
            {kind?.title ?? channel.kind} · {sendingWords(channel)}
          </span>
          <div>
            <Health channel={channel} />
          </div>
          <div role="status">
            {test.data === undefined ? null : <TestResult result={test.data} />}
            {failure ? (
              <Text size="sm" className="bad">
                {describeError(failure).message}
              </Text>
            ) : null}
          </div>
        </>
      }
      aside={
        mayChange ? (
          <Group gap="sm" wrap="nowrap">
            <Button
              size="compact-sm"
              variant="default"
              loading={test.isPending}
              aria-label={`Send a test message to ${channel.name}`}
              onClick={() => test.mutate(channel.id)}
            >
              Test
            </Button>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button size="compact-sm" variant="default" aria-label={`More for ${channel.name}`}>
                  More
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {kind === undefined ? null : <Menu.Item onClick={() => onEdit(kind)}>Change…</Menu.Item>}
                <Menu.Item color="red" onClick={deleting.open}>
                  Delete…
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <Switch
              aria-label={`Send alerts to ${channel.name}`}
              checked={channel.isEnabled}
              disabled={enable.isPending}
              onChange={(event) => enable.mutate({ channel, isEnabled: event.currentTarget.checked })}
            />
            <ConfirmDialog
              opened={isDeleting}
              title={`Delete ${channel.name}?`}
              consequences={[
                'Its secrets are removed.',
                'Messages that wait for it are not sent.',
                'Rules that name no other channel send to all channels that are on.',
              ]}
              verb="Delete"
              isPending={remove.isPending}
              error={remove.error}
              onConfirm={() => remove.mutate(channel.id, { onSuccess: deleting.close })}
              onClose={deleting.close}
            />
          </Group>
        ) : null
      }
    />
  )
}

function Health({ channel }: { readonly channel: AlertChannel }): React.JSX.Element {
  const { isEnabled, lastError, lastSentAt, waiting } = channel
  if (!isEnabled) {
    return (
      <Status tone="quiet" icon="stop">
        Off
      </Status>
    )
  }
  if (lastError !== null) {
    return (
      <Status tone="bad" icon="cross">
        <TimeAgo at={lastError.at} />: {lastError.message}
      </Status>
    )
  }
  return (
    <Status tone={lastSentAt === null ? 'quiet' : 'good'} icon={lastSentAt === null ? 'circle' : 'check'}>
      {lastSentAt === null ? (
        'Nothing sent yet'
      ) : (
        <>
          Last sent <TimeAgo at={lastSentAt} />
        </>
      )}
      {waiting > 0 ? ` · ${waiting} waiting` : ''}
    </Status>
  )
}

function TestResult({
  result,
}: {
  readonly result: { readonly isSent: boolean; readonly error: string | null }
}): React.JSX.Element {
  return result.isSent ? (
    <Status tone="good" icon="check">
      The test message was accepted.
    </Status>
  ) : (
    <Status tone="bad" icon="cross">
      {result.error ?? 'The test message was not accepted.'}
    </Status>
  )
}
