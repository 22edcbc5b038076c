import { queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'

export const jobKeys = {
  all: (account: string) => ['jobs', account] as const,
  one: (account: string, job: string) => [...jobKeys.all(account), 'one', job] as const,
  firstSteps: (account: string) => [...jobKeys.all(account), 'first-steps'] as const,
}

/** One job. What is finished never changes again. */
export function jobQuery(account: string, job: string) {
  return queryOptions({
    queryKey: jobKeys.one(account, job),
    queryFn: async ({ signal }) => (await client.call('job.get', { params: { account, job }, query: {}, signal })).body,
    staleTime: ({ state }) => (state.data?.state === 'finished' ? Number.POSITIVE_INFINITY : 0),
  })
}
