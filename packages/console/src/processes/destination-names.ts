import { queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'

/** The destinations to choose from. */
export function destinationNamesQuery(account: string) {
  return queryOptions({
    queryKey: ['destinations', account, 'names'],
    queryFn: async ({ signal }) => (await client.call('destinations.list', { params: { account }, signal })).body.items,
  })
}
