import type { Destination } from '@coupa-connector/protocol'
import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useAccount } from '../../session/use-account.ts'
import { ChoiceButton } from '../../ui/controls/choice-button.tsx'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { SearchInput } from '../../ui/controls/search-input.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { destinationListQuery, destinationTypesQuery } from '../destination-queries.ts'
import { placeOf } from '../destination-words.ts'

interface Filter {
  readonly search?: string | undefined
  readonly kind?: string | undefined
}

/** All destinations of the account, filtered by the address. */
export function Destinations(): React.JSX.Element {
  const account = useAccount()
  const filter = useSearch({ from: '/a/$account/destinations' })
  const navigate = useNavigate()
  const list = useQuery(destinationListQuery(account.id))
  const types = useQuery(destinationTypesQuery)
  const all = list.data ?? []
  const titleOf = (kind: string): string => types.data?.find((type) => type.kind === kind)?.title ?? kind
  const change = ({ search, kind }: Filter): void =>
    void navigate({
      to: '/a/$account/destinations',
      params: { account: account.id },
      search: { ...(search === undefined ? {} : { search }), ...(kind === undefined ? {} : { kind }) },
      replace: true,
      resetScroll: false,
    })
  const shown = all.filter((destination) => isMatch(destination, filter))
  const create = account.can('builder') ? (
    <LinkButton
      to="/a/$account/destinations/new"
      params={{ account: account.id }}
      search={{}}
      leftSection={<Icon name="plus" size={16} />}
    >
      New destination
    </LinkButton>
  ) : null
  return (
    <Page
      title="Destinations"
      description="Where processes deliver records, or read them from."
      actions={all.length > 0 ? create : null}
    >
      {list.error && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <LoadingRows rows={6} height={60} />
      ) : all.length === 0 ? (
        <EmptyState icon="destination" title="No destinations yet" action={create}>
          A destination is the other end of a process: a folder, an SFTP server, a database, a web address, or a bucket.
          {account.can('builder') ? '' : ' Ask a builder or an administrator of this account to create the first one.'}
        </EmptyState>
      ) : (
        <>
          <Group gap="xs" mb="md">
            <SearchInput
              label="Search destinations"
              placeholder="Search by name or place"
              value={filter.search ?? ''}
              onChange={(search) => change({ ...filter, search })}
            />
            {kindsOf(all).map(([kind, count]) => (
              <ChoiceButton
                key={kind}
                isChosen={filter.kind === kind}
                count={count}
                onClick={() => change({ ...filter, kind: filter.kind === kind ? undefined : kind })}
              >
                {titleOf(kind)}
              </ChoiceButton>
            ))}
          </Group>
          {shown.length === 0 ? (
            <EmptyState
              icon="explore"
              title="No matching destinations"
              action={
                <Button variant="default" onClick={() => change({})}>
                  Show all destinations
                </Button>
              }
            >
              No destination matches all filters. Remove a filter, or search for fewer words.
            </EmptyState>
          ) : (
            <ul className="surface rows" aria-label="Destinations">
              {shown.map((destination) => (
                <li key={destination.id}>
                  <Link
                    to="/a/$account/destinations/$destination"
                    params={{ account: account.id, destination: destination.id }}
                    className="row-link destination-row"
                  >
                    <span className="destination-row-name">{destination.name}</span>
                    <span className="destination-row-kind">{titleOf(destination.kind)}</span>
                    <span className="destination-row-place muted">{placeOf(destination)}</span>
                    <span className="destination-row-change muted">
                      Changed <TimeAgo at={destination.updatedAt} /> by {destination.updatedBy}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Page>
  )
}

function isMatch(destination: Destination, { search = '', kind }: Filter): boolean {
  if (kind !== undefined && destination.kind !== kind) return false
  const text = `${destination.name} ${placeOf(destination)}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** The kinds that there are, each with how many destinations it has. */
function kindsOf(destinations: readonly Destination[]): readonly [string, number][] {
  return [...Map.groupBy(destinations, ({ kind }) => kind)].map(([kind, members]) => [kind, members.length])
}
