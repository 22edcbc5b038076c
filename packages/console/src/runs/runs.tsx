import { Button, Group } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { environmentsQuery } from '../environments/environment-queries.ts'
import { useAccount } from '../session/use-account.ts'
import { ChoiceButton } from '../ui/controls/choice-button.tsx'
import { useIsNarrow } from '../ui/lists/use-is-narrow.ts'
import { WindowedList } from '../ui/lists/windowed-list.tsx'
import { Page } from '../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { type RunWords, runFilterOf } from './run-filter.ts'
import { RunRow } from './run-list.tsx'
import { runListQuery } from './run-queries.ts'
import { RunStateChoices } from './run-state-choices.tsx'

/** The runs of all processes, the newest first, filtered by the address. */
export function Runs(): React.JSX.Element {
  const account = useAccount()
  const rowPx = useIsNarrow() ? 116 : 68
  const words = useSearch({ from: '/a/$account/runs' })
  const navigate = useNavigate()
  const environments = useQuery(environmentsQuery(account.id))
  const list = useInfiniteQuery(runListQuery(account.id, runFilterOf(words)))
  const runs = list.data?.pages.flatMap(({ items }) => items) ?? []
  const change = (search: RunWords): void =>
    void navigate({
      to: '/a/$account/runs',
      params: { account: account.id },
      search,
      replace: true,
      resetScroll: false,
    })
  return (
    <Page title="Runs" description="What every process did, newest first.">
      <Group gap="sm" mb="md">
        <RunStateChoices words={words} onChange={change} />
        <Group gap={6} role="group" aria-label="Environment">
          {(environments.data ?? []).map(({ id, name }) => (
            <ChoiceButton
              key={id}
              isChosen={words.environment === id}
              onClick={() => change({ ...words, environment: words.environment === id ? undefined : id })}
            >
              {name}
            </ChoiceButton>
          ))}
        </Group>
      </Group>
      {list.error && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <LoadingRows rows={8} height={60} />
      ) : runs.length === 0 ? (
        <NoRuns isFiltered={Object.keys(words).length > 0} onClear={() => change({})} />
      ) : (
        <WindowedList label="Runs" items={runs} rowPx={rowPx} pages={list}>
          {(run) => <RunRow account={account.id} run={run} showsProcess />}
        </WindowedList>
      )}
    </Page>
  )
}

function NoRuns({
  isFiltered,
  onClear,
}: {
  readonly isFiltered: boolean
  readonly onClear: () => void
}): React.JSX.Element {
  if (!isFiltered) {
    return (
      <EmptyState icon="history" title="No runs yet">
        A run appears here as soon as a process is started, by its schedule or by a person.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="history"
      title="No matching runs"
      action={
        <Button variant="default" onClick={onClear}>
          Show all runs
        </Button>
      }
    >
      No run matches all filters.
    </EmptyState>
  )
}
