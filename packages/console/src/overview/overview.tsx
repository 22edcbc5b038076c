import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { connectionFacetsQuery, firstConnectionsQuery } from '../connections/connection-queries.ts'
import { firstContainersQuery } from '../containers/container-queries.ts'
import { firstKeysQuery } from '../keys/key-queries.ts'
import { type CurrentAccount, useAccount } from '../session/use-account.ts'
import { recentTestsQuery } from '../tests/test-queries.ts'
import { Page } from '../ui/page.tsx'
import { ErrorState, LoadingRows } from '../ui/states.tsx'
import { findAttention } from './attention.ts'
import { AttentionList } from './attention-list.tsx'
import { firstSteps, type StepName } from './first-steps.ts'
import { FirstStepsList } from './first-steps-list.tsx'
import { firstStepsQuery } from './overview-queries.ts'
import { RecentTests } from './recent-tests.tsx'

/** How often to check which connections fail, while the page is on screen. */
const connectionRefreshMs = 30_000

/** The start page: the first steps of a new account, what needs attention, and the latest tests. */
export function Overview(): React.JSX.Element {
  const account = useAccount()
  return (
    <Page title="Start" description={`What ${account.name} needs now`}>
      <Stack gap="xl">
        <FirstSteps account={account} />
        <NeedsAttention account={account} />
        <LastTests account={account} />
      </Stack>
    </Page>
  )
}

function FirstSteps({ account }: { readonly account: CurrentAccount }): React.JSX.Element | null {
  const counts = useQuery(connectionFacetsQuery(account.id))
  const containers = useQuery(firstContainersQuery(account.id))
  const steps = useQuery(firstStepsQuery(account.id))
  const [isHidden, setHidden] = useLocalStorage({
    key: `first-steps-hidden-${account.id}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  if (!counts.data || !containers.data || !steps.data || isHidden) return null
  const list = firstSteps({
    connections: counts.data.total,
    counts: counts.data.states,
    containers: containers.data.length,
    ...steps.data,
  })
  if (list.every(({ isDone }) => isDone)) return null
  const isUnderWay = list.slice(0, 3).every(({ isDone }) => isDone)
  return (
    <FirstStepsList
      steps={list}
      account={account.id}
      mayDo={(step) => mayDo(account, step)}
      action={
        isUnderWay ? (
          <Button variant="subtle" size="compact-sm" onClick={() => setHidden(true)}>
            Hide
          </Button>
        ) : null
      }
    />
  )
}

function mayDo(account: CurrentAccount, step: StepName): boolean {
  return account.can(step === 'container' || step === 'people' ? 'administrator' : 'builder')
}

function NeedsAttention({ account }: { readonly account: CurrentAccount }): React.JSX.Element | null {
  const counts = useQuery(connectionFacetsQuery(account.id))
  const failing = useQuery({
    ...firstConnectionsQuery(account.id, { limit: 5, state: 'failing' }),
    refetchInterval: connectionRefreshMs,
  })
  const connections = useQuery({
    ...firstConnectionsQuery(account.id, { limit: 200 }),
    refetchInterval: connectionRefreshMs,
  })
  const containers = useQuery(firstContainersQuery(account.id))
  const keys = useQuery({ ...firstKeysQuery(account.id), enabled: account.can('administrator') })
  const asked = [counts, failing, connections, containers, keys]
  const failed = asked.find(({ error }) => error)
  const items =
    counts.data && failing.data && connections.data && containers.data && !keys.isLoading
      ? findAttention({
          counts: counts.data.states,
          failing: failing.data.items,
          connections: connections.data.items,
          containers: containers.data,
          keys: keys.data ?? [],
          nowMs: Date.now(),
        })
      : undefined
  // An account without a connection has its first steps. "All is well" would say too much.
  if (counts.data?.total === 0 && items?.length === 0) return null
  return (
    <section aria-labelledby="attention">
      <Title order={2} id="attention" mb="xs">
        Needs attention
      </Title>
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => asked.forEach((query) => void query.refetch())} />
      ) : items ? (
        <AttentionList items={items} account={account.id} />
      ) : (
        <LoadingRows rows={2} height={60} />
      )}
    </section>
  )
}

function LastTests({ account }: { readonly account: CurrentAccount }): React.JSX.Element | null {
  const tests = useQuery(recentTestsQuery(account.id))
  if (tests.data?.length === 0) return null
  return (
    <section aria-labelledby="recent-tests">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="recent-tests">
          Recent tests
        </Title>
        <Text size="sm">
          <Anchor renderRoot={(props) => <Link {...props} to="/a/$account/tests" params={{ account: account.id }} />}>
            All tests
          </Anchor>
        </Text>
      </Group>
      {tests.error ? (
        <ErrorState error={tests.error} onRetry={() => void tests.refetch()} />
      ) : tests.data ? (
        <RecentTests tests={tests.data} account={account.id} />
      ) : (
        <LoadingRows rows={3} height={60} />
      )}
    </section>
  )
}
