import { infiniteQueryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { pageOf, paging } from '../api/paging.ts'

const pageSize = 50

export const peopleKeys = {
  members: (account: string) => ['people', account, 'members'] as const,
  invitations: (account: string) => ['people', account, 'invitations'] as const,
}

export function membersQuery(account: string) {
  return infiniteQueryOptions({
    queryKey: peopleKeys.members(account),
    queryFn: async ({ pageParam, signal }) =>
      (await client.call('members.list', { params: { account }, query: pageOf(pageSize, pageParam), signal })).body,
    ...paging,
  })
}

/** Invitations that can still be accepted; only for administrators. */
export function invitationsQuery(account: string) {
  return infiniteQueryOptions({
    queryKey: peopleKeys.invitations(account),
    queryFn: async ({ pageParam, signal }) =>
      (await client.call('invitations.list', { params: { account }, query: pageOf(pageSize, pageParam), signal })).body,
    ...paging,
  })
}
