import type { Job } from '@coupa-connector/protocol'
import { Button, Group, Stack } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useCancelJob } from '../../jobs/job-mutations.ts'
import { useAccount } from '../../session/use-account.ts'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { isGone } from '../../ui/pages/gone.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { nameOfTested } from '../history/group-tests.ts'
import { progressFromEvents } from '../report/stages-model.ts'
import { TestReportView } from '../report/test-report-view.tsx'
import { TestGone } from '../test-gone.tsx'
import { useStartTest } from '../test-mutations.ts'
import { TestProgress } from './test-progress.tsx'
import { useSilence } from './use-silence.ts'
import { type FollowedTest, useTestRun } from './use-test-run.ts'

/** One test: its result, or how far it is. */
export function TestResult(): React.JSX.Element {
  const { job: id } = useParams({ from: '/a/$account/tests/$job' })
  const account = useAccount()
  const navigate = useNavigate()
  const followed = useTestRun(account.id, id)
  const { job, error } = followed
  const cancel = useCancelJob(account.id)
  const startTest = useStartTest(account.id)
  const connection = job?.connection ?? undefined
  const canTest = account.can('builder')

  async function runAgain(): Promise<void> {
    if (!connection) return
    const container = job?.container.id
    const again = await startTest.mutateAsync({ connection: connection.id, ...(container ? { container } : {}) })
    await navigate({ to: '/a/$account/tests/$job', params: { account: account.id, job: again.id } })
  }

  const again =
    connection && canTest ? (
      <Button variant="default" loading={startTest.isPending} onClick={() => void runAgain().catch(() => undefined)}>
        Test again with current settings
      </Button>
    ) : undefined

  if (isGone(error) && !job) return <TestGone account={account.id} />
  return (
    <Page
      title={job ? `Test of ${nameOfTested(job)}` : 'Test'}
      description={job && describe(job)}
      maxWidth={740}
      actions={connection ? <OpenConnection account={account.id} connection={connection.id} /> : null}
    >
      <Stack gap="md">
        {(startTest.error ?? cancel.error) ? <ErrorState error={startTest.error ?? cancel.error} /> : null}
        <FollowedJob
          account={account.id}
          followed={followed}
          actions={again}
          onCancel={canTest ? () => cancel.mutate(id) : undefined}
        />
        {job ? <Related account={account.id} job={job} /> : null}
      </Stack>
    </Page>
  )
}

/** The job as far as it is known: its result, how far it is, or why that is not known. */
function FollowedJob({
  account,
  followed: { job, events, error, isPolling, retry },
  actions,
  onCancel,
}: {
  readonly account: string
  readonly followed: FollowedTest
  readonly actions: React.ReactNode
  readonly onCancel: (() => void) | undefined
}): React.JSX.Element {
  const silentMs = useSilence(account, job)
  return (
    <>
      {error && job?.state !== 'finished' ? <ErrorState error={error} onRetry={retry} /> : null}
      {!job && !error ? <LoadingRows rows={4} /> : null}
      {job ? (
        <div className="surface" style={{ padding: 'var(--mantine-spacing-lg)' }}>
          {job.state === 'finished' ? (
            <TestReportView key={job.id} job={job} takesFocus={events.length > 0} actions={actions} />
          ) : (
            <TestProgress
              job={job}
              progress={progressFromEvents(events)}
              isPolling={isPolling}
              silentMs={silentMs}
              onCancel={onCancel}
            />
          )}
        </div>
      ) : null}
    </>
  )
}

function describe({ connection }: Job): string {
  return connection ? `Revision ${connection.revision}` : 'The settings were not saved when the test started.'
}

function OpenConnection({
  account,
  connection,
}: {
  readonly account: string
  readonly connection: string
}): React.JSX.Element {
  return (
    <LinkButton variant="default" to="/a/$account/connections/$connection" params={{ account, connection }}>
      Open connection
    </LinkButton>
  )
}

/** Where one may want to go on to. */
function Related({
  account,
  job: { matrix, connection },
}: {
  readonly account: string
  readonly job: Job
}): React.JSX.Element {
  return (
    <Group gap="md">
      {matrix ? (
        <Link to="/a/$account/matrices/$matrix" params={{ account, matrix }} className="text-link">
          Same test from other containers
        </Link>
      ) : null}
      <Link
        to="/a/$account/tests"
        params={{ account }}
        search={connection ? { connection: connection.id } : {}}
        className="text-link"
      >
        {connection ? 'All tests of this connection' : 'All tests'}
      </Link>
    </Group>
  )
}
