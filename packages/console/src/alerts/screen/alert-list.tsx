import { Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MoreButton } from '../../ui/controls/more-button.tsx'
import { Row, Rows } from '../../ui/lists/rows.tsx'
import type { IconName } from '../../ui/marks/icon.tsx'
import { Status, type Tone } from '../../ui/marks/status.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { type Alert, alertListQuery } from '../alert-queries.ts'

const tones: Readonly<
  Record<Alert['severity'], { readonly tone: Tone; readonly icon: IconName; readonly word: string }>
> = {
  error: { tone: 'bad', icon: 'cross', word: 'Error' },
  warning: { tone: 'warning', icon: 'warning', word: 'Warning' },
  info: { tone: 'good', icon: 'check', word: 'Recovered' },
}

/** What people were told of, the newest first. */
export function AlertList({ account }: { readonly account: string }): React.JSX.Element {
  const list = useInfiniteQuery(alertListQuery(account))
  const alerts = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (list.isPending) return <LoadingRows rows={6} height={64} />
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (alerts.length === 0) {
    return (
      <EmptyState icon="alert" title="No alerts">
        Nothing has happened that a rule reports.
      </EmptyState>
    )
  }
  return (
    <Stack gap="md">
      <Rows label="Alerts">
        {alerts.map((alert) => (
          <AlertRow key={alert.id} account={account} alert={alert} />
        ))}
      </Rows>
      <MoreButton list={list} />
    </Stack>
  )
}

function AlertRow({ account, alert }: { readonly account: string; readonly alert: Alert }): React.JSX.Element {
  const { tone, icon, word } = tones[alert.severity]
  return (
    <Row
      primary={
        <Status tone={tone} icon={icon}>
          <span className="visually-hidden">{word}: </span>
          {alert.title}
        </Status>
      }
      secondary={
        <>
          <Text size="sm">{alert.text}</Text>
          <span>
            <TimeAgo at={alert.at} /> · <WhereToLook account={account} alert={alert} />
          </span>
        </>
      }
    />
  )
}

/** The run, or the connection, that an alert is about. */
function WhereToLook({ account, alert }: { readonly account: string; readonly alert: Alert }): React.JSX.Element {
  if (alert.run !== null) {
    return (
      <Link className="plain-link" to="/a/$account/runs/$run" params={{ account, run: alert.run }}>
        Run of {alert.subject.name}
      </Link>
    )
  }
  if (alert.subject.kind === 'connection') {
    return (
      <Link
        className="plain-link"
        to="/a/$account/connections/$connection"
        params={{ account, connection: alert.subject.id }}
        search={{}}
      >
        {alert.subject.name}
      </Link>
    )
  }
  return <span>{alert.subject.name}</span>
}
