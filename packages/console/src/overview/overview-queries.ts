import { queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { jobKeys } from '../jobs/job-queries.ts'

/** Which of the later first steps are done: looking at data, inviting people. */
export function firstStepsQuery(account: string) {
  return queryOptions({
    // An operation that ends changes it.
    queryKey: jobKeys.firstSteps(account),
    queryFn: async ({ signal }) => {
      const params = { account }
      const [operations, members] = await Promise.all([
        client.call('jobs.list', { params, query: { kind: 'operation', limit: 1 }, signal }),
        client.call('members.list', { params, query: { limit: 2 }, signal }),
      ])
      return { hasLooked: operations.body.items.length > 0, isAlone: members.body.items.length < 2 }
    },
  })
}
