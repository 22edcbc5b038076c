import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { pageOf, paging } from '../api/paging.ts'

export const apiKeyKeys = {
  all: (account: string) => ['keys', account] as const,
  list: (account: string) => [...apiKeyKeys.all(account), 'list'] as const,
  first: (account: string) => [...apiKeyKeys.all(account), 'first'] as const,
}

/** The API keys of the account, newest first, without the keys themselves. Only for administrators. */
export function keysQuery(account: string) {
  return infiniteQueryOptions({
    queryKey: apiKeyKeys.list(account),
    queryFn: async ({ pageParam, signal }) =>
      (await client.call('keys.list', { params: { account }, query: pageOf(50, pageParam), signal })).body,
    ...paging,
  })
}

/** As many of them as one answer holds. */
export function firstKeysQuery(account: string) {
  return queryOptions({
    queryKey: apiKeyKeys.first(account),
    queryFn: async ({ signal }) =>
      (await client.call('keys.list', { params: { account }, query: { limit: 200 }, signal })).body.items,
  })
}
