import { Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useAccount } from '../../session/use-account.ts'
import { MoreButton } from '../../ui/controls/more-button.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { testsQuery } from '../test-queries.ts'
import { groupTests } from './group-tests.ts'
import { HistoryChart } from './history-chart.tsx'
import { HistoryRow } from './history-row.tsx'

/** The tests of the account, a connection or a container: a chart of outcomes and durations, and the list, newest first. */
export function TestHistory({
  connection,
  container,
  outcome,
}: {
  readonly connection?: string | undefined
  readonly container?: string | undefined
  readonly outcome?: string | undefined
}): React.JSX.Element {
  const account = useAccount()
  const navigate = useNavigate()
  const filter = {
    ...(connection === undefined ? {} : { connection }),
    ...(container === undefined ? {} : { container }),
    ...(outcome === undefined ? {} : { outcome }),
  }
  const list = useInfiniteQuery(testsQuery(account.id, filter))
  const { data, error, isPending, refetch } = list
  if (isPending) return <LoadingRows rows={6} />
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const tests = data.pages.flatMap(({ items }) => items)
  if (tests.length === 0) return <NoTests isFiltered={container !== undefined || outcome !== undefined} />
  return (
    <Stack gap="md">
      {/* Durations of different connections say nothing about each other. */}
      {connection !== undefined && tests.length > 1 ? (
        <div className="surface" style={{ padding: 'var(--mantine-spacing-md)' }}>
          <HistoryChart
            tests={tests.map((test) => ({
              id: test.id,
              at: test.queuedAt,
              outcome: test.outcome,
              title: test.title,
              durationMs: test.durationMs,
            }))}
            onOpen={(job) => void navigate({ to: '/a/$account/tests/$job', params: { account: account.id, job } })}
          />
        </div>
      ) : null}
      <div className="surface test-rows">
        {groupTests(tests).map((item) => (
          <HistoryRow
            key={item.kind === 'test' ? item.test.id : item.matrix}
            account={account.id}
            item={item}
            showsConnection={connection === undefined}
          />
        ))}
      </div>
      <MoreButton list={list} />
    </Stack>
  )
}

function NoTests({ isFiltered }: { readonly isFiltered: boolean }): React.JSX.Element {
  return isFiltered ? (
    <EmptyState icon="history" title="No matching tests">
      No tests match these filters.
    </EmptyState>
  ) : (
    <EmptyState icon="history" title="No tests yet">
      Open a connection and choose Test Connection. Results appear here.
    </EmptyState>
  )
}
