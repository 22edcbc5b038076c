import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { EnvironmentName } from '../../environments/environment-name.tsx'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { DeploymentActions } from '../detail/deployment-actions.tsx'
import { processQuery } from '../process-queries.ts'
import { DeploymentStatus } from '../process-state.tsx'

/** Runs, pauses and resumes a process where it is deployed. */
export default function ActDialog({
  account,
  process,
  onClose,
}: {
  readonly account: string
  readonly process: string
  readonly onClose: () => void
}): React.JSX.Element {
  const { data, error, refetch } = useQuery(processQuery(account, process))
  return (
    <Dialog opened onClose={onClose} title={data?.name ?? 'Process'} size="lg">
      <Stack gap="md">
        {data ? null : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <LoadingRows rows={2} height={72} />
        )}
        {data?.deployments.map((deployment) => (
          <section key={deployment.id} className="surface act-place" aria-label={deployment.environment.name}>
            <span className="act-place-name">
              <EnvironmentName environment={deployment.environment} />
              <DeploymentStatus deployment={deployment} />
            </span>
            <DeploymentActions account={account} deployment={deployment} direction={data.direction} />
          </section>
        ))}
      </Stack>
    </Dialog>
  )
}
