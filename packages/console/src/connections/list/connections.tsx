import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { connectionTypeQuery } from '../../catalog/catalog-queries.ts'
import { useAccount } from '../../session/use-account.ts'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { useIsNarrow } from '../../ui/lists/use-is-narrow.ts'
import { WindowedList } from '../../ui/lists/windowed-list.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import {
  type ConnectionFilter,
  connectionFacetsQuery,
  connectionFilterOf,
  connectionListQuery,
} from '../connection-queries.ts'
import { useSuggestedConnection } from '../use-suggested-connection.ts'
import { ConnectionFilters } from './connection-filters.tsx'
import { ConnectionRow } from './connection-row.tsx'
import { FirstConnection } from './first-connection.tsx'

/** All connections of the account, filtered by the address. */
export function Connections(): React.JSX.Element {
  const account = useAccount()
  const rowPx = useIsNarrow() ? 120 : 68
  const given = useSearch({ from: '/a/$account/connections' })
  const filter = connectionFilterOf(given)
  const navigate = useNavigate()
  const facets = useQuery(connectionFacetsQuery(account.id))
  const list = useInfiniteQuery(connectionListQuery(account.id, filter))
  const change = (next: ConnectionFilter): void =>
    void navigate({
      to: '/a/$account/connections',
      params: { account: account.id },
      search: next,
      replace: true,
      resetScroll: false,
    })
  const connections = list.data?.pages.flatMap(({ items }) => items) ?? []
  const isEmpty = facets.data?.total === 0
  return (
    <Page
      title="Connections"
      description="How this account connects to Coupa."
      actions={
        account.can('builder') && !isEmpty ? (
          <LinkButton
            to="/a/$account/connections/new"
            params={{ account: account.id }}
            leftSection={<Icon name="plus" size={16} />}
          >
            New connection
          </LinkButton>
        ) : null
      }
    >
      {isEmpty ? (
        <NoConnections />
      ) : (
        <>
          <ConnectionFilters filter={filter} facets={facets.data ?? noFacets} onChange={change} />
          {list.error && !list.data ? (
            <ErrorState error={list.error} onRetry={() => void list.refetch()} />
          ) : list.isPending ? (
            <LoadingRows rows={8} height={60} />
          ) : connections.length === 0 ? (
            <EmptyState
              icon="explore"
              title="No matching connections"
              action={
                <Button variant="default" onClick={() => change({})}>
                  Show all connections
                </Button>
              }
            >
              No connection matches all filters. Remove a filter, or search for fewer words.
            </EmptyState>
          ) : (
            <WindowedList label="Connections" items={connections} rowPx={rowPx} pages={list}>
              {(connection) => <ConnectionRow account={account.id} connection={connection} />}
            </WindowedList>
          )}
        </>
      )}
    </Page>
  )
}

const noFacets = { total: 0, states: {}, folders: [], labels: [] }

function NoConnections(): React.JSX.Element {
  const account = useAccount()
  const type = useQuery(connectionTypeQuery)
  const suggested = useSuggestedConnection(account.id)
  if (type.isPending) return <LoadingRows rows={1} height={260} />
  return (
    <FirstConnection
      account={account.id}
      canBuild={account.can('builder')}
      suggestion={type.data?.suggestedConnection?.name}
      isCreating={suggested.isCreating}
      error={suggested.error}
      onCreateSuggested={suggested.create}
    />
  )
}
