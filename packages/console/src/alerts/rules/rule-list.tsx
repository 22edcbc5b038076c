import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Rows } from '../../ui/lists/rows.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { type AlertRule, alertChannelsQuery, alertRulesQuery } from '../alert-queries.ts'
import { RuleRow } from './rule-row.tsx'

const groups: readonly { readonly subject: AlertRule['subject']; readonly title: string; readonly about: string }[] = [
  {
    subject: 'deployment',
    title: 'Processes',
    about: 'Judged when a run ends and, for what depends on time, every minute.',
  },
  { subject: 'connection', title: 'Connections', about: 'Judged by every test, above all by scheduled ones.' },
]

/** Which events are reported, from how many on, and to whom. */
export function RuleList({
  account,
  mayChange,
}: {
  readonly account: string
  readonly mayChange: boolean
}): React.JSX.Element {
  const rules = useQuery(alertRulesQuery(account))
  const channels = useQuery(alertChannelsQuery(account))
  if (rules.isPending) return <LoadingRows rows={8} height={64} />
  if (rules.error && !rules.data) return <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />
  return (
    <Stack gap="xl">
      {groups.map((group) => (
        <RuleGroup key={group.subject} title={group.title} about={group.about}>
          {rules.data
            .filter(({ subject }) => subject === group.subject)
            .map((rule) => (
              <RuleRow
                key={rule.rule}
                account={account}
                rule={rule}
                channels={channels.data?.items ?? []}
                mayChange={mayChange}
              />
            ))}
        </RuleGroup>
      ))}
    </Stack>
  )
}

function RuleGroup({
  title,
  about,
  children,
}: {
  readonly title: string
  readonly about: string
  readonly children: React.ReactNode
}): React.JSX.Element {
  const heading = useId()
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading}>
        {title}
      </Title>
      <Text size="sm" className="muted" mb="sm">
        {about}
      </Text>
      <Rows label={`Rules of ${title.toLowerCase()}`}>{children}</Rows>
    </section>
  )
}
