import { Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { IconName } from '../../ui/icon.tsx'
import { MoreButton } from '../../ui/more-button.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx'
import { Status, type Tone } from '../../ui/status.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { type AlertMessage, alertMessagesQuery } from '../alert-queries.ts'

const states: Readonly<
  Record<AlertMessage['state'], { readonly tone: Tone; readonly icon: IconName; readonly label: string }>
> = {
  waiting: { tone: 'quiet', icon: 'clock', label: 'Waiting' },
  sending: { tone: 'quiet', icon: 'clock', label: 'Sending' },
  sent: { tone: 'good', icon: 'check', label: 'Sent' },
  'given-up': { tone: 'bad', icon: 'cross', label: 'Given up' },
}

/** What was sent to channels, and what became of it, the newest first. */
export function MessageList({ account }: { readonly account: string }): React.JSX.Element {
  const list = useInfiniteQuery(alertMessagesQuery(account))
  const messages = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (list.isPending) return <LoadingRows rows={6} height={64} />
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (messages.length === 0) {
    return (
      <EmptyState icon="alert" title="No messages yet">
        A message appears here as soon as an alert goes to a channel.
      </EmptyState>
    )
  }
  return (
    <Stack gap="md">
      <Rows label="Messages">
        {messages.map((message) => (
          <MessageRow key={message.id} message={message} />
        ))}
      </Rows>
      <MoreButton list={list} />
    </Stack>
  )
}

function MessageRow({ message }: { readonly message: AlertMessage }): React.JSX.Element {
  const { tone, icon, label } = states[message.state]
  const { channel, alerts, title, tries, lastError, dueAt, sentAt } = message
  const isOpen = message.state === 'waiting' || message.state === 'sending'
  return (
    <Row
      primary={title}
      secondary={
        <>
          {message.kind === 'digest' ? 'Daily message to' : 'To'} {channel.name},{' '}
          {alerts === 1 ? '1 alert' : `${alerts} alerts`} · {isOpen ? 'due ' : ''}
          <TimeAgo at={isOpen ? dueAt : (sentAt ?? message.createdAt)} />
          {tries > 1 ? ` · ${tries} tries` : ''}
          {lastError === null ? null : <div className="bad">{lastError}</div>}
        </>
      }
      aside={
        <Status tone={tone} icon={icon}>
          {label}
        </Status>
      }
    />
  )
}
