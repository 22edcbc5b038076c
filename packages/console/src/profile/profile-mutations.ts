import type { BodyInputOf, Routes } from '@coupa-connector/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { sessionKeys } from '../session/session-queries.ts'

export function useChangeName() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (name: string) => await client.call('person.update', { body: { name } }),
    onSuccess: async () => await queryClient.invalidateQueries({ queryKey: sessionKeys.current }),
  })
}

/** Changes the password, which ends all other sessions. */
export function useChangePassword() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (given: BodyInputOf<Routes['person.setPassword']>) =>
      await client.call('person.setPassword', { body: given }),
    onSuccess: async () => await queryClient.invalidateQueries({ queryKey: sessionKeys.all }),
  })
}

export function useEndSessions() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (sessions: readonly string[]) => {
      for (const session of sessions) await client.call('session.revoke', { params: { session } })
    },
    onSettled: async () => await queryClient.invalidateQueries({ queryKey: sessionKeys.all }),
  })
}
