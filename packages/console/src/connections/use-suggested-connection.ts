import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { createSuggestedConnection, tellConnectionChanged } from './connection-mutations.ts'

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
