import type { Run } from '@coupa-connector/protocol'
import { Group, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { EnvironmentName } from '../../environments/environment-name.tsx'
import { ProductionBar } from '../../environments/production-bar.tsx'
import { type CurrentAccount, useAccount } from '../../session/use-account.ts'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { Gone, isGone } from '../../ui/pages/gone.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { isActive, runQuery } from '../run-queries.ts'
import { describeTrigger, kindWords, RunStatus } from '../run-status.tsx'
import { RunActions } from './run-actions.tsx'
import { RunFacts } from './run-facts.tsx'
import { RunPhases } from './run-phases.tsx'
import { RunReason } from './run-reason.tsx'
import { RunReceipt } from './run-receipt.tsx'

/** One run: live while it goes on, and its proof afterwards. */
export function RunDetail(): React.JSX.Element {
  const account = useAccount()
  const { run: id } = useParams({ from: '/a/$account/runs/$run' })
  const { data, error, isPending, refetch } = useQuery(runQuery(account.id, id))
  if (isPending) {
    return (
      <Page title="Run" maxWidth={820}>
        <LoadingRows rows={4} height={80} />
      </Page>
    )
  }
  if (isGone(error)) {
    return (
      <Gone
        what="run"
        icon="history"
        action={
          <LinkButton to="/a/$account/runs" params={{ account: account.id }} search={{}}>
            All runs
          </LinkButton>
        }
      />
    )
  }
  if (!data) {
    return (
      <Page title="Run" maxWidth={820}>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Page>
    )
  }
  return (
    <Page
      title={`${kindWords[data.kind]} of ${data.process.name}`}
      description={<Summary account={account.id} run={data} />}
      maxWidth={820}
    >
      <Content account={account} run={data} error={error} onRetry={() => void refetch()} />
    </Page>
  )
}

function Summary({ account, run }: { readonly account: string; readonly run: Run }): React.JSX.Element {
  const { process, environment, classification, version } = run
  return (
    <Stack gap={6}>
      <span>
        <Link
          className="plain-link"
          to="/a/$account/processes/$process"
          params={{ account, process: process.id }}
          search={{}}
        >
          {process.name}
        </Link>{' '}
        › <EnvironmentName environment={{ name: environment, classification }} /> · version {version}
      </span>
      <Group gap="md">
        <RunStatus run={run} />
        <span>
          <TimeAgo at={run.createdAt} /> {describeTrigger(run)}
        </span>
      </Group>
    </Stack>
  )
}

function Content({
  account,
  run,
  error,
  onRetry,
}: {
  readonly account: CurrentAccount
  readonly run: Run
  readonly error: unknown
  readonly onRetry: () => void
}): React.JSX.Element {
  return (
    <Stack gap="lg">
      {error ? <ErrorState error={error} onRetry={onRetry} /> : null}
      {run.classification === 'production' && isActive(run) ? (
        <ProductionBar>This run works in production.</ProductionBar>
      ) : null}
      <RunReason run={run} />
      <RunPhases run={run} />
      <RunActions account={account.id} run={run} canAct={account.can('operator')} />
      <RunReceipt run={run} />
      <section aria-labelledby="facts">
        <Title order={2} id="facts" mb="xs">
          Details
        </Title>
        <RunFacts run={run} />
      </section>
    </Stack>
  )
}
