import type { ConnectionSummary, Container } from '@coupa-connector/protocol'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { chosenConnectionQuery, connectionChoicesQuery } from '../jobs/run-operation.ts'
import { accountPolicyQuery, containersOverviewQuery } from '../overview/overview-queries.ts'

export interface ExploreTarget {
  readonly isLoading: boolean
  readonly error: unknown
  readonly retry: () => void
  readonly hasNoConnection: boolean
  readonly connections: readonly ConnectionSummary[]
  readonly searchConnections: (words: string) => void
  readonly connection: ConnectionSummary | undefined
  readonly containers: readonly Container[]
  readonly container: Container | undefined
  /** Whether the account's policy refuses the connection as it is now. */
  readonly isRefusedDraft: boolean
}

/** The connection and container that the address names; without a container the first one that can work. */
export function useExploreTarget(
  account: string,
  address: { readonly connection?: string; readonly container?: string },
): ExploreTarget {
  const [words, searchConnections] = useState('')
  // The control tells the name of what was chosen as if it were searched for.
  const chosen = useQuery(chosenConnectionQuery(account, address.connection))
  const search = words === chosen.data?.name ? '' : words
  const choices = useQuery({ ...connectionChoicesQuery(account, search), placeholderData: keepPreviousData })
  const containers = useQuery(containersOverviewQuery(account))
  const policy = useQuery(accountPolicyQuery(account))
  const all = containers.data ?? []
  const container =
    all.find(({ id }) => id === address.container) ??
    (address.container ? undefined : all.find(({ unavailableReason }) => unavailableReason === null))
  const only = choices.data?.length === 1 && search === '' && !address.connection ? choices.data[0] : undefined
  const connection = chosen.data ?? only
  const asked = [choices, containers, policy, chosen]
  return {
    isLoading: choices.isPending || containers.isPending || policy.isPending || chosen.isLoading,
    error: asked.find(({ error }) => error)?.error,
    retry: () => {
      for (const query of asked) if (query.error) void query.refetch()
    },
    hasNoConnection: search === '' && choices.data?.length === 0 && connection === undefined,
    connections: choices.data ?? [],
    searchConnections,
    connection,
    containers: all,
    container,
    isRefusedDraft: connection !== undefined && connection.state !== 'verified' && policy.data?.draftUse === 'refused',
  }
}
