import { Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { Row, Rows } from '../../ui/lists/rows.tsx'
import { Status } from '../../ui/marks/status.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { type AlertChannel, type AlertRule, alertChannelsQuery, alertRulesQuery } from '../alert-queries.ts'

/** Which rules watch the processes of the account, and who is told. */
export function WatchingRules({ account }: { readonly account: string }): React.JSX.Element {
  const rules = useQuery(alertRulesQuery(account))
  const channels = useQuery(alertChannelsQuery(account))
  const watching = (rules.data ?? []).filter(({ subject, effective }) => subject === 'deployment' && effective.isOn)
  const working = (channels.data?.items ?? []).filter(({ isEnabled }) => isEnabled)
  return (
    <section aria-labelledby="watching">
      <Group justify="space-between" gap="sm" mb="sm">
        <div>
          <Title order={2} id="watching">
            Alerts
          </Title>
          <Text size="sm" className="muted">
            These rules watch every process of the account.
          </Text>
        </div>
        <LinkButton to="/a/$account/alerts" params={{ account }} search={{ view: 'rules' }} size="xs" variant="default">
          Rules and channels
        </LinkButton>
      </Group>
      {rules.error ? <ErrorState error={rules.error} onRetry={() => void rules.refetch()} /> : null}
      {rules.isPending ? <LoadingRows rows={3} height={52} /> : null}
      {channels.data && working.length === 0 ? (
        <Text size="sm" className="warning" mb="sm">
          There is no channel yet, so alerts only appear in this console.
        </Text>
      ) : null}
      <Stack gap="sm">
        {rules.data && watching.length === 0 ? <Text size="sm">Every rule about processes is off.</Text> : null}
        {watching.length > 0 ? (
          <Rows label="Rules that watch this process">
            {watching.map((rule) => (
              <Row
                key={rule.rule}
                primary={rule.title}
                secondary={rule.description}
                aside={
                  <Status tone="quiet" icon="alert">
                    {toldWords(rule, working)}
                  </Status>
                }
              />
            ))}
          </Rows>
        ) : null}
      </Stack>
    </section>
  )
}

function toldWords({ effective }: AlertRule, working: readonly AlertChannel[]): string {
  const told = working.filter(({ id }) => effective.channels === null || effective.channels.includes(id))
  return told.length === 0 ? 'Only shown here' : told.map(({ name }) => name).join(', ')
}
