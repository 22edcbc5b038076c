import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { client } from '../api/client.ts'
import { sessionKeys } from './session-queries.ts'

/** Creates an account, and goes to it. */
export function useCreateAccount() {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async (name: string) => (await client.call('accounts.create', { body: { name } })).body,
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: sessionKeys.current })
      await navigate({ to: '/a/$account', params: { account: id } })
    },
  })
}
