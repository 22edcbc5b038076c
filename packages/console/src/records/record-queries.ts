import { infiniteQueryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { pageOf, paging } from '../api/paging.ts'
import { failureKeys } from '../failures/failure-queries.ts'

/** Where a record is, by its number, its key or its id in Coupa: the newest first. Changes with the failures. */
export function foundRecordsQuery(account: string, key: string) {
  return infiniteQueryOptions({
    queryKey: [...failureKeys.all(account), 'found', key],
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('records.find', {
          params: { account },
          query: { key, ...pageOf(50, pageParam) },
          signal,
        })
      ).body,
    ...paging,
    enabled: key !== '',
  })
}
