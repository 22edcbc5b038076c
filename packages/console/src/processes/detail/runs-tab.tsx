import type { Process } from '@coupa-connector/protocol'
import { Button, Group } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { runFilterOf } from '../../runs/run-filter.ts'
import { RunList } from '../../runs/run-list.tsx'
import { runListQuery } from '../../runs/run-queries.ts'
import { RunStateChoices } from '../../runs/run-state-choices.tsx'
import { useAccount } from '../../session/use-account.ts'
import { ChoiceButton } from '../../ui/controls/choice-button.tsx'
import { MoreButton } from '../../ui/controls/more-button.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'

/** Every run of a process, filtered by the address. */
export function RunsTab({ process }: { readonly process: Process }): React.JSX.Element {
  const account = useAccount()
  const search = useSearch({ from: '/a/$account/processes/$process' })
  const navigate = useNavigate()
  const list = useInfiniteQuery(runListQuery(account.id, { ...runFilterOf(search), process: process.id }))
  const runs = list.data?.pages.flatMap(({ items }) => items) ?? []
  const change = (next: typeof search): void =>
    void navigate({
      to: '/a/$account/processes/$process',
      params: { account: account.id, process: process.id },
      search: next,
      replace: true,
      resetScroll: false,
    })
  return (
    <>
      <Group gap="sm" mb="md">
        <RunStateChoices words={search} onChange={change} />
        {process.deployments.length > 1 ? (
          <Group gap={6} role="group" aria-label="Environment">
            {process.deployments.map(({ environment }) => (
              <ChoiceButton
                key={environment.id}
                isChosen={search.environment === environment.id}
                onClick={() => {
                  const isChosen = search.environment === environment.id
                  change({ ...search, environment: isChosen ? undefined : environment.id })
                }}
              >
                {environment.name}
              </ChoiceButton>
            ))}
          </Group>
        ) : null}
      </Group>
      {list.error && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <LoadingRows rows={6} height={60} />
      ) : runs.length === 0 ? (
        <EmptyState
          icon="history"
          title="No runs"
          action={
            search.state === undefined && search.environment === undefined ? null : (
              <Button variant="default" onClick={() => change({ view: 'runs' })}>
                Show all runs
              </Button>
            )
          }
        >
          No run of this process fits.
        </EmptyState>
      ) : (
        <>
          <RunList account={account.id} runs={runs} showsProcess={false} />
          <MoreButton list={list} />
        </>
      )}
    </>
  )
}
