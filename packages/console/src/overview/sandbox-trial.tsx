import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createSuggestedConnection, tellConnectionChanged } from '../connections/connection-mutations.ts'
import { progressFromEvents } from '../tests/report/stages-model.ts'
import { TestReportView } from '../tests/report/test-report-view.tsx'
import { isPassed } from '../tests/report/verdict.ts'
import { TestProgress } from '../tests/run/test-progress.tsx'
import { useTestRun } from '../tests/run/use-test-run.ts'
import { useStartTest } from '../tests/test-mutations.ts'
import { LinkButton } from '../ui/controls/link-button.tsx'
import { Icon } from '../ui/marks/icon.tsx'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'

/** A connection to the sandbox that was created here, and the test that was started with it. */
export interface Trial {
  readonly connection: string
  readonly job: string
}

/** Creates the connection to the sandbox and tests it at once. */
export function useSandboxTrial(account: string, onTrial: (trial: Trial) => void) {
  const queryClient = useQueryClient()
  const startTest = useStartTest(account)
  return useMutation({
    mutationFn: async (): Promise<Trial> => {
      const created = await createSuggestedConnection(account)
      await tellConnectionChanged(queryClient, account, created)
      const job = await startTest.mutateAsync({ connection: created.connection.id })
      return { connection: created.connection.id, job: job.id }
    },
    onSuccess: onTrial,
  })
}

/** The test of the sandbox while it runs, stage by stage, and the way to its data once it has passed. */
export function SandboxTrial({
  account,
  trial,
  onClose,
}: {
  readonly account: string
  readonly trial: Trial
  readonly onClose: () => void
}): React.JSX.Element {
  const { job, events, error, retry } = useTestRun(account, trial.job)
  if (error && job?.state !== 'finished') return <ErrorState error={error} onRetry={retry} />
  if (!job) return <LoadingRows rows={3} height={32} />
  if (job.state !== 'finished') return <TestProgress job={job} progress={progressFromEvents(events)} />
  if (!isPassed(job.outcome)) {
    const open = (
      <LinkButton to="/a/$account/connections/$connection" params={{ account, connection: trial.connection }}>
        Open connection
      </LinkButton>
    )
    return <TestReportView job={job} actions={open} takesFocus />
  }
  return (
    <Stack gap="sm" role="status">
      <Group gap="sm">
        <span className="good">
          <Icon name="check" size={20} />
        </span>
        <Text fw={600}>Connected to the sandbox. All stages passed.</Text>
      </Group>
      <Group gap="xs">
        <LinkButton
          to="/a/$account/explore"
          params={{ account }}
          search={{ connection: trial.connection, resource: 'invoices' }}
          state={{ runsAtOnce: true }}
        >
          See its invoices
        </LinkButton>
        <LinkButton variant="default" to="/a/$account/processes/new" params={{ account }} search={{}}>
          Create a process
        </LinkButton>
        <Button variant="subtle" onClick={onClose}>
          Close
        </Button>
      </Group>
    </Stack>
  )
}
