import type { Proposal } from '@coupa-connector/protocol'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { pageOf, paging } from '../api/paging.ts'
import { randomId } from '../api/random-id.ts'

const proposalKeys = {
  all: (account: string) => ['proposals', account] as const,
  list: (account: string, state: Proposal['state'] | undefined) =>
    [...proposalKeys.all(account), 'list', state ?? 'any'] as const,
  one: (account: string, proposal: string) => [...proposalKeys.all(account), 'one', proposal] as const,
}

/** How often a screen looks again: agents propose, and jobs end, without telling it. */
const refetchMs = 5000

/** Proposed changes, the newest first. */
export function proposalsQuery(account: string, state: Proposal['state'] | undefined) {
  return infiniteQueryOptions({
    queryKey: proposalKeys.list(account, state),
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...pageOf(50, pageParam), ...(state === undefined ? {} : { state }) }
      return (await client.call('proposals.list', { params: { account }, query, signal })).body
    },
    refetchInterval: refetchMs,
    ...paging,
  })
}

/** One of them. It is looked at again until what was approved has ended. */
export function proposalQuery(account: string, proposal: string) {
  return queryOptions({
    queryKey: proposalKeys.one(account, proposal),
    queryFn: async ({ signal }) => (await client.call('proposal.get', { params: { account, proposal }, signal })).body,
    refetchInterval: ({ state }) => (state.data && isSettled(state.data) ? false : refetchMs),
  })
}

function isSettled({ state, execution }: Proposal): boolean {
  return state === 'approved' ? execution?.state === 'finished' : state !== 'open'
}

export interface Decision {
  readonly decision: 'approve' | 'refuse'
  readonly note: string
}

/** Decides a proposal, as the person who is signed in. */
export function useDecide(account: string, proposal: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: Decision) =>
      (await client.call('proposal.decide', { params: { account, proposal }, body, idempotencyKey: randomId() })).body,
    onSettled: async () => await queryClient.invalidateQueries({ queryKey: proposalKeys.all(account) }),
  })
}
