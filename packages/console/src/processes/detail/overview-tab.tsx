import type { Process } from '@coupa-connector/protocol'
import { Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { RunList } from '../../runs/run-list.tsx'
import { firstRunsQuery } from '../../runs/run-queries.ts'
import { useAccount } from '../../session/use-account.ts'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { DeploymentCard } from './deployment-card.tsx'

const shownRuns = 10

/** Where a process is deployed and how it does there, and its last runs. */
export function OverviewTab({ process }: { readonly process: Process }): React.JSX.Element {
  const account = useAccount()
  if (process.deployments.length === 0) {
    return (
      <EmptyState icon="process" title="Not deployed yet">
        {account.can('builder')
          ? 'A process runs where it is deployed. Deploy a version under Versions.'
          : 'A process runs where it is deployed. Ask a builder or an administrator to deploy it.'}
      </EmptyState>
    )
  }
  return (
    <Stack gap="xl">
      <Stack gap="md">
        {process.deployments.map((deployment) => (
          <DeploymentCard key={deployment.id} account={account} deployment={deployment} direction={process.direction} />
        ))}
      </Stack>
      <LastRuns account={account.id} process={process.id} />
    </Stack>
  )
}

function LastRuns({ account, process }: { readonly account: string; readonly process: string }): React.JSX.Element {
  const runs = useQuery(firstRunsQuery(account, { process, limit: shownRuns }))
  return (
    <section aria-labelledby="last-runs">
      <Title order={2} id="last-runs" mb="xs">
        Last runs
      </Title>
      {runs.data ? (
        runs.data.length === 0 ? (
          <p className="surface quiet-note">It has not run yet.</p>
        ) : (
          <RunList account={account} runs={runs.data} label="Last runs" showsProcess={false} />
        )
      ) : runs.error ? (
        <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />
      ) : (
        <LoadingRows rows={4} height={60} />
      )}
    </section>
  )
}
