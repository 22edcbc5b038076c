import type { BodyInputOf, Routes } from '@coupa-connector/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { apiKeyKeys } from './key-queries.ts'

export type NewKey = BodyInputOf<Routes['keys.create']>

/** Creates an API key. `onMade` receives it, so that the mutation cache does not keep it. */
export function useCreateKey(account: string, onMade: (key: string) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: NewKey) =>
      onMade((await client.call('keys.create', { params: { account }, body })).body.key),
    onSuccess: async () => await queryClient.invalidateQueries({ queryKey: apiKeyKeys.all(account) }),
  })
}

export function useRevokeKey(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (key: string) => await client.call('keys.revoke', { params: { account, key } }),
    onSuccess: async () => await queryClient.invalidateQueries({ queryKey: apiKeyKeys.all(account) }),
  })
}
