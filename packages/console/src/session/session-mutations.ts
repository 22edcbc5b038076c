import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { client } from '../api/client.ts'

/** Signs out, forgets all that was loaded, and leads to the sign-in page. */
export function useSignOut() {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async () => await client.call('session.delete'),
    onSuccess: async () => {
      queryClient.clear()
      await navigate({ to: '/sign-in', search: {} })
    },
  })
}
