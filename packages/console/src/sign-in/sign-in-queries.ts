import { queryOptions } from '@tanstack/react-query'
import { client, ProblemError } from '../api/client.ts'

/** Whether a set-up link can still be used. Fails with the reason when it cannot. */
export function setUpLinkQuery(token: string) {
  return linkQuery('set-up-link', async () => await client.call('installation.checkSetUpLink', { body: { token } }))
}

/** Whether a link to set a new password can still be used. */
export function resetLinkQuery(token: string) {
  return linkQuery('reset-link', async () => await client.call('person.checkResetLink', { body: { token } }))
}

function linkQuery(name: string, check: () => Promise<unknown>) {
  return queryOptions({
    // Without the token, which is a secret. There is only ever one link on this page.
    queryKey: [name],
    queryFn: async () => {
      await check()
      return true
    },
    retry: (count, error) => !(error instanceof ProblemError) && count < 2,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

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
