import type { ResponseOf, Routes } from '@coupa-connector/protocol'
import { Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { OutcomeStatus } from '../tests/report/outcome-status.tsx'
import { isPassed } from '../tests/report/report-facts.ts'
import { formatDuration, TimeAgo } from '../ui/time-ago.tsx'

type TestSummary = ResponseOf<Routes['tests.list']>['items'][number]

/** The last tests, newest first; each leads to its result. */
export function RecentTests({
  tests,
  account,
}: {
  readonly tests: readonly TestSummary[]
  readonly account: string
}): React.JSX.Element {
  return (
    <ul className="surface rows">
      {tests.map((test) => (
        <li key={test.id}>
          <Link className="row-link" to="/a/$account/tests/$job" params={{ account, job: test.id }}>
            <Group px="md" py="sm" gap="sm" justify="space-between" wrap="nowrap" align="flex-start">
              <div style={{ minWidth: 0 }}>
                <Group gap="sm" style={{ rowGap: 2 }}>
                  <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
                    {test.connection?.name ?? 'Settings that were not saved'}
                  </Text>
                  <OutcomeStatus
                    state={test.state}
                    outcome={test.outcome}
                    // What came of it in full stands below.
                    title={isPassed(test.outcome) ? 'Passed' : 'Failed'}
                  />
                </Group>
                <Text size="sm" className="muted" style={{ overflowWrap: 'anywhere' }}>
                  {test.title ? `${test.title} · ` : ''}
                  {test.container.name}
                  {test.durationMs === null ? '' : ` · ${formatDuration(test.durationMs)}`}
                </Text>
              </div>
              <Text size="sm" className="muted" style={{ whiteSpace: 'nowrap' }}>
                <TimeAgo at={test.finishedAt ?? test.queuedAt} />
              </Text>
            </Group>
          </Link>
        </li>
      ))}
    </ul>
  )
}
