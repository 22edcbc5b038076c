import { queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'

/** Where processes can be deployed. */
export function environmentsQuery(account: string) {
  return queryOptions({
    queryKey: ['environments', account],
    queryFn: async ({ signal }) => (await client.call('environments.list', { params: { account }, signal })).body.items,
    staleTime: 60_000,
  })
}
