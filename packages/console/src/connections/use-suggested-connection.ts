import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { createSuggestedConnection, tellConnectionChanged } from './connection-mutations.ts'
import { firstConnectionsQuery } from './connection-queries.ts'

/** Creates the connection that the operator offers, and goes to it. */
export function useSuggestedConnection(account: string): {
  readonly create: () => void
  readonly isCreating: boolean
  readonly error: unknown
} {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const creating = useMutation({
    mutationFn: async () => await createSuggestedConnection(account),
    onSuccess: async (created) => {
      await tellConnectionChanged(queryClient, account, created)
      await navigate({
        to: '/a/$account/connections/$connection',
        params: { account, connection: created.connection.id },
        search: {},
      })
    },
  })
  return { create: () => creating.mutate(), isCreating: creating.isPending, error: creating.error }
}

/** Whether to offer the ready-made connection: not once there is one of its name. */
export function useIsOffered(account: string, name: string | undefined): boolean {
  const { data } = useQuery({
    ...firstConnectionsQuery(account, { limit: 20, search: name ?? '' }),
    enabled: name !== undefined,
  })
  return name !== undefined && data?.items.some((found) => found.name.toLowerCase() === name.toLowerCase()) === false
}
