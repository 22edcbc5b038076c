import { Button, Group } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import { loadCode } from '../../api/load-code.ts'
import { environmentsQuery } from '../../environments/environment-queries.ts'
import { type CurrentAccount, useAccount } from '../../session/use-account.ts'
import { Icon } from '../../ui/marks/icon.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { type ProcessFilter, processFacetsQuery, processFilterOf, processListQuery } from '../process-queries.ts'
import { NewProcessLink } from './new-process-link.tsx'
import { NoProcesses } from './no-processes.tsx'
import { ProcessFilters } from './process-filters.tsx'
import { ProcessList } from './process-list.tsx'
import { shownEnvironments } from './shown-environments.ts'

const PauseSeveralDialog = lazy(() => loadCode(() => import('./pause-several-dialog.tsx')))
const ActDialog = lazy(() => loadCode(() => import('./act-dialog.tsx')))

/** All processes of the account, filtered by the address. */
export function Processes(): React.JSX.Element {
  const account = useAccount()
  const filter = processFilterOf(useSearch({ from: '/a/$account/processes' }))
  const navigate = useNavigate()
  const facets = useQuery(processFacetsQuery(account.id))
  const environments = useQuery(environmentsQuery(account.id))
  const [acted, setActed] = useState<string>()
  const [isPausing, setPausing] = useState(false)
  const change = (next: ProcessFilter): void =>
    void navigate({
      to: '/a/$account/processes',
      params: { account: account.id },
      search: next,
      replace: true,
      resetScroll: false,
    })
  const isEmpty = facets.data?.total === 0
  return (
    <Page
      title="Processes"
      description="What moves records between Coupa and your systems, where, and how it goes."
      actions={
        isEmpty ? null : (
          <Group gap="xs">
            {account.can('operator') ? (
              <Button variant="default" leftSection={<Icon name="pause" size={15} />} onClick={() => setPausing(true)}>
                Pause or resume several
              </Button>
            ) : null}
            {account.can('builder') ? <NewProcessLink account={account.id} /> : null}
          </Group>
        )
      }
    >
      {isEmpty ? (
        <NoProcesses account={account.id} canBuild={account.can('builder')} />
      ) : (
        <>
          <ProcessFilters
            filter={filter}
            facets={facets.data}
            environments={environments.data ?? []}
            onChange={change}
          />
          <FoundProcesses account={account} filter={filter} onAct={setActed} onClear={() => change({})} />
        </>
      )}
      {isPausing ? (
        <Suspense>
          <PauseSeveralDialog account={account.id} filter={filter} onClose={() => setPausing(false)} />
        </Suspense>
      ) : null}
      {acted ? (
        <Suspense>
          <ActDialog account={account.id} process={acted} onClose={() => setActed(undefined)} />
        </Suspense>
      ) : null}
    </Page>
  )
}

function FoundProcesses({
  account,
  filter,
  onAct,
  onClear,
}: {
  readonly account: CurrentAccount
  readonly filter: ProcessFilter
  readonly onAct: (process: string) => void
  readonly onClear: () => void
}): React.JSX.Element {
  const environments = useQuery(environmentsQuery(account.id))
  const list = useInfiniteQuery(processListQuery(account.id, filter))
  const processes = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data])
  const columns = useMemo(() => shownEnvironments(environments.data ?? [], processes), [environments.data, processes])
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending || environments.isPending) return <LoadingRows rows={8} height={72} />
  if (processes.length === 0) {
    return (
      <EmptyState
        icon="explore"
        title="No matching processes"
        action={
          <Button variant="default" onClick={onClear}>
            Show all processes
          </Button>
        }
      >
        No process matches all filters. Remove a filter, or search for fewer words.
      </EmptyState>
    )
  }
  return (
    <ProcessList
      account={account.id}
      processes={processes}
      columns={columns}
      pages={list}
      onAct={account.can('operator') ? onAct : undefined}
    />
  )
}
