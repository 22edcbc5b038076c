import { Button, Stack } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type CurrentAccount, useAccount } from '../../session/use-account.ts'
import { Icon } from '../../ui/marks/icon.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import {
  availableCloudsQuery,
  type ContainerFilter,
  containerListQuery,
  installerTokensQuery,
} from '../container-queries.ts'
import { containerKinds } from '../container-words.ts'
import { EnrollDialog } from '../enroll/enroll-dialog.tsx'
import { OpenTokens, stillOpen } from '../enroll/open-tokens.tsx'
import { AvailableClouds } from './available-clouds.tsx'
import { ContainerFilters } from './container-filters.tsx'
import { ContainerList } from './container-list.tsx'

/** Tokens end by themselves, and machines use them up. */
const tokenRefreshMs = 15_000

/** All containers that the account may use, filtered by the address. */
export function Containers(): React.JSX.Element {
  const account = useAccount()
  const { enroll, ...given } = useSearch({ from: '/a/$account/containers' })
  const filter: ContainerFilter = { ...given, kind: kindOf(given.kind) }
  const navigate = useNavigate()
  const go = (search: ContainerFilter & { enroll?: string }, replace = true): void =>
    void navigate({
      to: '/a/$account/containers',
      params: { account: account.id },
      search,
      replace,
      resetScroll: false,
    })
  const canChange = account.can('administrator')
  const openEnroll = (): void => go({ ...filter, enroll: '1' }, false)
  return (
    <Page
      title="Containers"
      description={
        canChange
          ? 'Programs on your machines that connect to Coupa for this account.'
          : 'Programs that connect to Coupa for this account. Administrators enroll and change them.'
      }
      actions={
        canChange ? (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={openEnroll}>
            Enroll a container
          </Button>
        ) : null
      }
    >
      <ContainerFilters filter={filter} onChange={(next) => go(next)} />
      <Stack gap="xl">
        <FoundContainers account={account} filter={filter} onShowAll={() => go({})} />
        <Clouds account={account} />
        {canChange ? <Tokens account={account} /> : null}
      </Stack>
      {canChange ? (
        <EnrollDialog
          account={account.id}
          opened={enroll !== undefined}
          initialKind={kindOf(enroll) ?? 'atom'}
          onClose={() => go(filter)}
        />
      ) : null}
    </Page>
  )
}

function FoundContainers({
  account,
  filter,
  onShowAll,
}: {
  readonly account: CurrentAccount
  readonly filter: ContainerFilter
  readonly onShowAll: () => void
}): React.JSX.Element {
  const list = useInfiniteQuery(containerListQuery(account.id, filter))
  if (list.isPending) return <LoadingRows rows={4} height={68} />
  if (!list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  const containers = list.data.pages.flatMap(({ items }) => items)
  const isNarrowed = filter.kind !== undefined || (filter.search ?? '') !== ''
  if (containers.length === 0) {
    return isNarrowed ? (
      <EmptyState
        icon="explore"
        title="No matching containers"
        action={
          <Button variant="default" onClick={onShowAll}>
            Show all containers
          </Button>
        }
      >
        No container matches this name and kind.
      </EmptyState>
    ) : (
      <EmptyState icon="container" title="No containers yet">
        A container is a small program on one of your machines. It runs tests and connects to Coupa from there, and
        needs no open ports.{' '}
        {account.can('administrator') ? 'Enroll one to begin.' : 'Ask an administrator to enroll one.'}
      </EmptyState>
    )
  }
  return (
    <>
      {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      <ContainerList account={account.id} containers={containers} />
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </>
  )
}

function Clouds({ account }: { readonly account: CurrentAccount }): React.JSX.Element | null {
  const { data = [], error, refetch } = useQuery(availableCloudsQuery(account.id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data.length === 0) return null
  return <AvailableClouds account={account.id} clouds={data} canAttach={account.can('administrator')} />
}

function Tokens({ account }: { readonly account: CurrentAccount }): React.JSX.Element | null {
  const {
    data = [],
    dataUpdatedAt,
    error,
    refetch,
  } = useQuery({ ...installerTokensQuery(account.id), refetchInterval: tokenRefreshMs })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const open = stillOpen(data, dataUpdatedAt)
  return open.length === 0 ? null : <OpenTokens account={account.id} tokens={open} />
}

function kindOf(text: string | undefined): (typeof containerKinds)[number]['kind'] | undefined {
  return containerKinds.find(({ kind }) => kind === text)?.kind
}
