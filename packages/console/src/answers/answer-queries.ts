import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { pageOf, paging } from '../api/paging.ts'

export const answerKeys = {
  all: (account: string) => ['answers', account] as const,
  deployments: (account: string) => [...answerKeys.all(account), 'deployments'] as const,
  waiting: (account: string, deployment: string) => [...answerKeys.all(account), 'waiting', deployment] as const,
}

/** The deployments whose consumers owe answers. */
export function waitingDeploymentsQuery(account: string) {
  return queryOptions({
    queryKey: answerKeys.deployments(account),
    queryFn: async ({ signal }) =>
      (await client.call('waitingAnswers.list', { params: { account }, signal })).body.items,
    refetchInterval: 30_000,
  })
}

/** Delivered records of a deployment that wait for an answer. */
export function waitingRecordsQuery(account: string, deployment: string) {
  return infiniteQueryOptions({
    queryKey: answerKeys.waiting(account, deployment),
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('answers.waiting', {
          params: { account, deployment },
          query: pageOf(50, pageParam),
          signal,
        })
      ).body,
    ...paging,
  })
}
