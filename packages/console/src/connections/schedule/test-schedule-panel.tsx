import type { Connection, ConnectionSchedule } from '@coupa-connector/protocol'
import { Box, Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { loadCode } from '../../api/load-code.ts'
import { useAccount } from '../../session/use-account.ts'
import { OutcomeStatus } from '../../tests/report/outcome-status.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { PlannedTime } from '../../ui/words/planned-time.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { testScheduleQuery } from './test-schedule-queries.ts'

const TestScheduleDialog = lazy(() => loadCode(() => import('./test-schedule-dialog.tsx')))

/** When a connection is tested by itself, what the last of these tests found, and a way to change it. */
export function TestSchedulePanel({ connection }: { readonly connection: Connection }): React.JSX.Element {
  const account = useAccount()
  const { data, error, refetch } = useQuery(testScheduleQuery(account.id, connection.id))
  const [isOpen, dialog] = useDisclosure(false)
  // From then on it stays, so that it closes as every dialog does.
  const [isAsked, setAsked] = useState(false)
  if (data === undefined) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingRows rows={1} height={72} />
  }
  return (
    <section className="surface form-card" aria-label="Scheduled tests">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box flex="1 1 18rem" miw={0}>
          <Text size="sm" fw={600}>
            {data ? data.words : 'Not tested by schedule'}
          </Text>
          <Text size="sm" className="muted" component="div">
            {data ? (
              <Facts account={account.id} schedule={data} />
            ) : (
              'A scheduled test finds an expired secret or a missing scope before a process fails on it.'
            )}
          </Text>
        </Box>
        {account.can('builder') ? (
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              setAsked(true)
              dialog.open()
            }}
          >
            {data ? 'Change schedule' : 'Test by schedule'}
          </Button>
        ) : null}
      </Group>
      <Suspense>
        {isAsked ? (
          <TestScheduleDialog
            account={account.id}
            connection={connection}
            schedule={data}
            isOpen={isOpen}
            onClose={dialog.close}
          />
        ) : null}
      </Suspense>
    </section>
  )
}

function Facts({
  account,
  schedule: { schedule, container, nextAt, lastTest, probes, readsSchema, setBy, setAt },
}: {
  readonly account: string
  readonly schedule: ConnectionSchedule
}): React.JSX.Element {
  return (
    <>
      <div>
        Next test: <PlannedTime at={nextAt} zone={'zone' in schedule ? schedule.zone : undefined} />
        {container ? ` from ${container.name ?? 'a container that is gone'}` : ''}
      </div>
      {lastTest ? (
        <Group gap={6}>
          Last scheduled test:
          <Link to="/a/$account/tests/$job" params={{ account, job: lastTest.job }} className="plain-link">
            <OutcomeStatus
              state={lastTest.outcome === null ? 'running' : 'finished'}
              outcome={lastTest.outcome}
              title={lastTest.title}
            />
          </Link>
          <TimeAgo at={lastTest.startedAt} />
        </Group>
      ) : null}
      {probes.length > 0 ? <div>Also checks access to {probes.join(', ')}</div> : null}
      {readsSchema ? <div>Also reads the fields of the organization once a day</div> : null}
      <div>
        Set by {setBy} <TimeAgo at={setAt} />
      </div>
    </>
  )
}
