import type { ApiKey, BodyInputOf, ResponseOf, Role, Routes } from '@coupa-connector/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { peopleKeys } from './people-queries.ts'

export function useChangeRole(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ person, role }: { readonly person: string; readonly role: Role }) =>
      await client.call('member.update', { params: { account, person }, body: { role } }),
    onSettled: async () => await queryClient.invalidateQueries({ queryKey: peopleKeys.members(account) }),
  })
}

/** Removes somebody from the account. `onRemoved` receives the API keys that they created, which stay. */
export function useRemoveMember(
  account: string,
  {
    isSelf,
    onRemoved,
  }: {
    readonly isSelf: (person: string) => boolean
    readonly onRemoved: (left: { readonly keys: readonly ApiKey[]; readonly isSelf: boolean }) => void
  },
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (person: string) =>
      (await client.call('member.remove', { params: { account, person } })).body.keys,
    onSuccess: async (keys, person) => {
      onRemoved({ keys, isSelf: isSelf(person) })
      // Somebody who left may not ask any more.
      if (!isSelf(person)) await queryClient.invalidateQueries({ queryKey: peopleKeys.members(account) })
    },
  })
}

/** Invites somebody. `onMade` receives the link, so that the mutation cache does not keep it. */
export function useInvite(account: string, onMade: (made: ResponseOf<Routes['invitations.create']>) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: BodyInputOf<Routes['invitations.create']>) =>
      onMade((await client.call('invitations.create', { params: { account }, body })).body),
    onSuccess: async () => await queryClient.invalidateQueries({ queryKey: peopleKeys.invitations(account) }),
  })
}

export function useWithdrawInvitation(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (invitation: string) =>
      await client.call('invitations.revoke', { params: { account, invitation } }),
    onSettled: async () => await queryClient.invalidateQueries({ queryKey: peopleKeys.invitations(account) }),
  })
}
