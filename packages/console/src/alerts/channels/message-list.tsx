import { Button, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useAccount } from '../../session/use-account.ts'
import { MoreButton } from '../../ui/controls/more-button.tsx'
import { Row, Rows } from '../../ui/lists/rows.tsx'
import type { IconName } from '../../ui/marks/icon.tsx'
import { Status, type Tone } from '../../ui/marks/status.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { plural } from '../../ui/words/numbers.ts'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { useResendMessages } from '../alert-mutations.ts'
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
  const mayResend = useAccount().can('operator')
  const resend = useResendMessages(account)
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
      {mayResend && messages.some(({ state }) => state === 'given-up') ? (
        <Group justify="flex-end">
          <Button variant="default" size="xs" loading={resend.isPending} onClick={() => resend.mutate({})}>
            Resend all that were given up
          </Button>
        </Group>
      ) : null}
      <div role="status">
        {resend.error ? <ErrorState error={resend.error} /> : null}
        {resend.data === undefined ? null : <Text size="sm">{resentText(resend.data)}</Text>}
      </div>
      <Rows label="Messages">
        {messages.map((message) => (
          <MessageRow
            key={message.id}
            message={message}
            onResend={mayResend ? () => resend.mutate({ ids: [message.id] }) : undefined}
          />
        ))}
      </Rows>
      <MoreButton list={list} />
    </Stack>
  )
}

function resentText(count: number): string {
  if (count === 0) return 'No message is given up any more.'
  return count === 1 ? 'The message is sent once more.' : `${plural(count, 'message')} are sent once more.`
}

function MessageRow({
  message,
  onResend,
}: {
  readonly message: AlertMessage
  readonly onResend: (() => void) | undefined
}): React.JSX.Element {
  const { tone, icon, label } = states[message.state]
  const { channel, alerts, title, tries, lastError, dueAt, sentAt } = message
  const isOpen = message.state === 'waiting' || message.state === 'sending'
  return (
    <Row
      primary={title}
      secondary={
        <>
          {message.kind === 'digest' ? 'Daily message to' : 'To'} {channel.name}, {plural(alerts, 'alert')} ·{' '}
          {isOpen ? 'due ' : ''}
          <TimeAgo at={isOpen ? dueAt : (sentAt ?? message.createdAt)} />
          {tries > 1 ? ` · ${tries} tries` : ''}
          {lastError === null ? null : <div className="bad">{lastError}</div>}
        </>
      }
      aside={
        <>
          <Status tone={tone} icon={icon}>
            {label}
          </Status>
          {onResend && message.state === 'given-up' ? (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Resend “${title}” to ${channel.name}`}
              onClick={onResend}
            >
              Resend
            </Button>
          ) : null}
        </>
      }
    />
  )
}
