import { Button, Group, Menu, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Rows } from '../../ui/lists/rows.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { type AlertChannel, alertChannelsQuery, type ChannelKind } from '../alert-queries.ts'
import { ChannelDialog } from './channel-dialog.tsx'
import { ChannelRow } from './channel-row.tsx'

/** What the dialog edits: a channel, or a new one of a kind. */
interface Edited {
  readonly kind: ChannelKind
  readonly channel?: AlertChannel
}

/** Where alerts go. */
export function ChannelList({
  account,
  mayChange,
}: {
  readonly account: string
  readonly mayChange: boolean
}): React.JSX.Element {
  const { data, error, isPending, refetch } = useQuery(alertChannelsQuery(account))
  const [edited, setEdited] = useState<Edited>()
  if (isPending) return <LoadingRows rows={3} height={64} />
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const add = mayChange ? <NewChannel kinds={data.kinds} onChoose={(kind) => setEdited({ kind })} /> : null
  const kindOf = (channel: AlertChannel): ChannelKind | undefined =>
    data.kinds.find(({ kind }) => kind === channel.kind)
  return (
    <Stack gap="md">
      {data.items.length === 0 ? (
        <EmptyState icon="alert" title="No channels yet" action={add}>
          Alerts are listed here in the console, and sent nowhere until there is a channel: email, a webhook, Slack or
          Mattermost, Microsoft Teams, or PagerDuty.
        </EmptyState>
      ) : (
        <>
          {add === null ? null : <Group justify="flex-end">{add}</Group>}
          <Rows label="Channels">
            {data.items.map((channel) => (
              <ChannelRow
                key={channel.id}
                account={account}
                channel={channel}
                kind={kindOf(channel)}
                mayChange={mayChange}
                onEdit={(kind) => setEdited({ kind, channel })}
              />
            ))}
          </Rows>
        </>
      )}
      <ChannelDialog account={account} edited={edited} onClose={() => setEdited(undefined)} />
    </Stack>
  )
}

/** The kinds to choose from; one that the installation lacks something for says so. */
function NewChannel({
  kinds,
  onChoose,
}: {
  readonly kinds: readonly ChannelKind[]
  readonly onChoose: (kind: ChannelKind) => void
}): React.JSX.Element {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<Icon name="plus" size={16} />}>New channel</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind.kind} disabled={!kind.isAvailable} onClick={() => onChoose(kind)}>
            {kind.title}
            {kind.reason === null ? null : <div className="muted channel-reason">{kind.reason}</div>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
