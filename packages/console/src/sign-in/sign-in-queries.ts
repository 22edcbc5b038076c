import { queryOptions } from '@tanstack/react-query'
import { client, ProblemError } from '../api/client.ts'

/** The invitation that a link leads to. */
export function invitationQuery(token: string) {
  return queryOptions({
    // Without the token, which is a secret. There is only ever one invitation on this page.
    queryKey: ['invitation'],
    queryFn: async ({ signal }) => (await client.call('invitation.describe', { body: { token }, signal })).body,
    retry: (count, error) => !(error instanceof ProblemError) && count < 2,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
