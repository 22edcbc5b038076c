import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { connectionTypeQuery } from '../catalog/catalog-queries.ts'
import { connectionFacetsQuery, firstConnectionsQuery } from '../connections/connection-queries.ts'
import { firstContainersQuery } from '../containers/container-queries.ts'
import { firstKeysQuery } from '../keys/key-queries.ts'
import { processFacetsQuery } from '../processes/process-queries.ts'
import { type CurrentAccount, useAccount } from '../session/use-account.ts'
import { recentTestsQuery } from '../tests/test-queries.ts'
import { LinkButton } from '../ui/controls/link-button.tsx'
import { Icon } from '../ui/marks/icon.tsx'
import { Page } from '../ui/pages/page.tsx'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { findAttention } from './attention.ts'
import { AttentionList } from './attention-list.tsx'
import { ConnectionStrip } from './connection-strip.tsx'
import { areOfUse, firstSteps, type StepName } from './first-steps.ts'
import { FirstStepsList } from './first-steps-list.tsx'
import { firstStepsQuery } from './overview-queries.ts'
import { LastRuns, RunningNow } from './process-runs.tsx'
import { RecentTests } from './recent-tests.tsx'
import { SandboxTrial, type Trial, useSandboxTrial } from './sandbox-trial.tsx'
import { useTroubledProcesses } from './use-troubled-processes.ts'

/** How often to check which connections fail, while the page is on screen. */
const connectionRefreshMs = 30_000

/** The home page: the first steps of a new account, what needs attention, and the latest tests. */
export function Overview(): React.JSX.Element {
  const account = useAccount()
  return (
    <Page title="Home" description={`What needs your attention in ${account.name}.`}>
      <Stack gap="xl">
        <FirstSteps account={account} />
        <NeedsAttention account={account} />
        <RunningNow account={account.id} />
        <States account={account} />
        <LastRuns account={account.id} />
        <LastTests account={account} />
      </Stack>
    </Page>
  )
}

function FirstSteps({ account }: { readonly account: CurrentAccount }): React.JSX.Element | null {
  const counts = useQuery(connectionFacetsQuery(account.id))
  const containers = useQuery(firstContainersQuery(account.id))
  const steps = useQuery(firstStepsQuery(account.id))
  const processes = useQuery(processFacetsQuery(account.id))
  const [isHidden, setHidden] = useLocalStorage({
    key: `first-steps-hidden-${account.id}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const [trial, setTrial] = useState<Trial>()
  const first = useQuery(firstConnectionsQuery(account.id, { limit: 200 }))
  if (!counts.data || !containers.data || !steps.data || !processes.data || (isHidden && !trial)) return null
  const list = firstSteps({
    connections: counts.data.total,
    counts: counts.data.states,
    processes: processes.data.total,
    containers: containers.data.length,
    ...steps.data,
  })
  if (!areOfUse(list, (step) => mayDo(account, step)) && !trial) return null
  const isUnderWay = list.slice(0, 4).every(({ isDone }) => isDone)
  return (
    <FirstStepsList
      steps={list}
      account={account.id}
      connection={first.data?.items.length === 1 ? first.data.items[0]?.id : undefined}
      mayDo={(step) => mayDo(account, step)}
      action={
        isUnderWay ? (
          <Button variant="subtle" size="compact-sm" onClick={() => setHidden(true)}>
            Hide
          </Button>
        ) : null
      }
    >
      {trial ? (
        <SandboxTrial account={account.id} trial={trial} onClose={() => setTrial(undefined)} />
      ) : counts.data.total === 0 && account.can('builder') ? (
        <FirstConnectionActions account={account.id} onTrial={setTrial} />
      ) : null}
    </FirstStepsList>
  )
}

/** The two ways to a first connection. */
function FirstConnectionActions({
  account,
  onTrial,
}: {
  readonly account: string
  readonly onTrial: (trial: Trial) => void
}): React.JSX.Element {
  const type = useQuery(connectionTypeQuery)
  const trial = useSandboxTrial(account, onTrial)
  const hasSandbox = Boolean(type.data?.suggestedConnection)
  return (
    <>
      {trial.error ? <ErrorState error={trial.error} /> : null}
      <Group gap="xs">
        {hasSandbox ? (
          <Button loading={trial.isPending} leftSection={<Icon name="play" size={16} />} onClick={() => trial.mutate()}>
            Try with the sandbox
          </Button>
        ) : null}
        <LinkButton
          to="/a/$account/connections/new"
          params={{ account }}
          variant={hasSandbox ? 'default' : 'filled'}
          leftSection={<Icon name="plus" size={16} />}
        >
          Connect your Coupa
        </LinkButton>
      </Group>
    </>
  )
}

function States({ account }: { readonly account: CurrentAccount }): React.JSX.Element | null {
  const counts = useQuery(connectionFacetsQuery(account.id))
  if (!counts.data || counts.data.total === 0) return null
  return <ConnectionStrip account={account.id} counts={counts.data.states} />
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
  const processes = useTroubledProcesses(account.id)
  const asked = [counts, failing, connections, containers, keys, ...processes.asked]
  const failed = asked.find(({ error }) => error)
  const items =
    counts.data && failing.data && connections.data && containers.data && processes.facts && !keys.isLoading
      ? findAttention({
          counts: counts.data.states,
          failing: failing.data.items,
          connections: connections.data.items,
          containers: containers.data,
          processes: processes.facts,
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
