import type { ConnectionSummary, Container } from '@coupa-connector/protocol'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { connectionQuery, firstConnectionsQuery } from '../connections/connection-queries.ts'
import { firstContainersQuery } from '../containers/container-queries.ts'
import { accountQuery } from '../settings/account-queries.ts'

export interface ExploreTarget {
  readonly isLoading: boolean
  readonly error: unknown
  readonly retry: () => void
  readonly hasNoConnection: boolean
  readonly connections: readonly ConnectionSummary[]
  readonly searchConnections: (words: string) => void
  readonly connection: ConnectionSummary | undefined
  /** The only connection there is, while the address names none. */
  readonly only: string | undefined
  readonly containers: readonly Container[]
  readonly container: Container | undefined
  /** Whether the account's policy refuses the connection as it is now. */
  readonly isRefusedDraft: boolean
}

/**
 * The connection and container that the address names. Without a container, the first one that can work. Without a
 * connection, the only one there is belongs into the address.
 */
export function useExploreTarget(
  account: string,
  address: { readonly connection?: string; readonly container?: string },
): ExploreTarget {
  const [words, searchConnections] = useState('')
  const chosen = useQuery({
    ...connectionQuery(account, address.connection ?? ''),
    select: ({ connection }): ConnectionSummary => connection,
    enabled: address.connection !== undefined,
  })
  // The control tells the name of what it shows as if it were searched for.
  const search = words.trim() === chosen.data?.name ? '' : words.trim().slice(0, 200)
  const choices = useQuery({
    ...firstConnectionsQuery(account, { limit: 50, ...(search === '' ? {} : { search }) }),
    select: ({ items }) => items,
    placeholderData: keepPreviousData,
  })
  const containers = useQuery(firstContainersQuery(account))
  const policy = useQuery({ ...accountQuery(account), select: ({ account: { policy } }) => policy })
  const all = containers.data ?? []
  const container =
    all.find(({ id }) => id === address.container) ??
    (address.container ? undefined : all.find(({ unavailableReason }) => unavailableReason === null))
  const isNamed = address.connection !== undefined
  const isKnownWhole = search === '' && !choices.isPlaceholderData
  const only = !isNamed && isKnownWhole && choices.data?.length === 1 ? choices.data[0]?.id : undefined
  const connection = chosen.data ?? choices.data?.find(({ id }) => id === address.connection)
  const asked = [choices, containers, policy, chosen]
  return {
    isLoading:
      choices.isPending || containers.isPending || policy.isPending || only !== undefined || (isNamed && !connection),
    error: asked.find(({ error }) => error)?.error,
    retry: () => {
      for (const query of asked) if (query.error) void query.refetch()
    },
    hasNoConnection: search === '' && choices.data?.length === 0 && !isNamed,
    connections: choices.data ?? [],
    searchConnections,
    connection,
    only,
    containers: all,
    container,
    isRefusedDraft: connection !== undefined && connection.state !== 'verified' && policy.data?.draftUse === 'refused',
  }
}
